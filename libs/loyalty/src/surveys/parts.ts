import { leastForFigures, leastForTrust, shownCells } from './cells.ts';
import { npsCounts, npsOf, type Nps, type NpsScale, type Tallied } from './nps.ts';

/** What may be said about a part of the answers, as those of a month or a location. */
export interface NpsPart {
  /** Null: too few to be shown. */
  readonly answered: number | null;
  /** Under 100 answers: read with care. */
  readonly withCare: boolean;
  /** Null where there are too few, or where the rest would tell that of another part. */
  readonly nps: Nps | null;
}

/**
 * The parts of answers whose whole is known. The score of the whole less those of the parts tells that of the rest, so a score
 * that is not shown is never one alone, and those hidden have at least ten answers together.
 */
export const npsOfParts = (parts: readonly Tallied[], scale: NpsScale): NpsPart[] => {
  const counts = parts.map((part) => npsCounts(part, scale));
  const answered = counts.map(({ detractors, passives, promoters }) => detractors + passives + promoters);
  const shown = shownCells(answered);
  const trusted = shownCells(answered, leastForFigures);
  return counts.map((each, index) => ({
    answered: shown[index] ?? null,
    withCare: (answered[index] ?? 0) < leastForTrust,
    nps: trusted[index] ? npsOf(each) : null,
  }));
};
