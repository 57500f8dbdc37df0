import { leastForFigures, leastForTrust, shownCells } from './cells.ts';
import { goodFrom, scaleOf, valuesOf, type SurveyQuestion } from './kinds/index.ts';
import type { AnswerScale } from './kinds/kind.ts';
import {
  npsCounts,
  npsOf,
  npsPartNames,
  npsPartOf,
  type Nps,
  type NpsCounts,
  type NpsScale,
  type Tallied,
} from './nps.ts';

/** How often each answer was given. */
export interface Tally {
  /** Answers, without those who skipped. */
  readonly answered: number;
  readonly numbers: Tallied;
  readonly choices: ReadonlyMap<string, number>;
}

export interface NpsResult extends Nps {
  /** Null where one of the three is too few to be shown. */
  readonly counts: NpsCounts | null;
}

/** What may be said about the answers to a question. */
export interface QuestionResult {
  /** Under 100 answers: read with care. */
  readonly withCare: boolean;
  /** Null for kinds without a scale, and for fewer than 10 answers, as everything below. */
  readonly mean: number | null;
  /** The share of good answers, for kinds that know which are good. */
  readonly good: number | null;
  readonly nps: NpsResult | null;
  /** In the order of the values; a count of null is too few to be shown. */
  readonly distribution: readonly { readonly value: string; readonly count: number | null }[] | null;
}

export const resultOf = (question: SurveyQuestion, tally: Tally): QuestionResult => {
  const { answered, numbers } = tally;
  const withCare = answered < leastForTrust;
  if (answered < leastForFigures) return { withCare, mean: null, good: null, nps: null, distribution: null };
  const scale = scaleOf(question);
  const from = goodFrom(question);
  const nps = isNps(scale) ? npsResult(numbers, scale) : null;
  return {
    withCare,
    mean: scale && sumOf(numbers, (value) => value) / answered,
    good: from === null ? null : sumOf(numbers, (value) => (value >= from ? 1 : 0)) / answered,
    nps,
    distribution: distributionOf(question, tally, nps),
  };
};

/** Null for other kinds. */
export const npsScaleOf = (question: SurveyQuestion): NpsScale | null => {
  const scale = scaleOf(question);
  return isNps(scale) ? scale : null;
};

export interface NpsWave {
  readonly answered: number;
  readonly withCare: boolean;
  /** Null under 10 answers. */
  readonly nps: NpsResult | null;
}

/** What may be said about some answers by themselves. */
export const npsOfWave = (scores: Tallied, scale: NpsScale): NpsWave => {
  const answered = sumOf(scores, () => 1);
  return {
    answered,
    withCare: answered < leastForTrust,
    nps: answered < leastForFigures ? null : npsResult(scores, scale),
  };
};

const isNps = (scale: AnswerScale | null): scale is NpsScale => scale !== null && 'promoterMin' in scale;

const npsResult = (numbers: Tallied, scale: NpsScale): NpsResult | null => {
  const counts = npsCounts(numbers, scale);
  const nps = npsOf(counts);
  const cells = shownCells([counts.detractors, counts.passives, counts.promoters]);
  // The score tells one of them from the others, so one that is hidden hides all.
  return nps && { ...nps, counts: cells.includes(null) ? null : counts };
};

const distributionOf = (
  question: SurveyQuestion,
  { numbers, choices }: Tally,
  nps: NpsResult | null,
): QuestionResult['distribution'] => {
  const values = valuesOf(question);
  if (!values) return null;
  const counts = values.map((value) => choices.get(value) ?? numbers.get(Number(value)) ?? 0);
  const isHidden = nps !== null && nps.counts === null;
  const shown = isHidden
    ? counts.map((count) => (count === 0 ? 0 : null))
    : shownParts(counts, partsOf(question, values));
  return values.map((value, index) => ({ value, count: shown[index] ?? null }));
};

/** The places of which the sum is known; together they are all. */
const partsOf = (question: SurveyQuestion, values: readonly string[]): number[][] => {
  const all = values.map((_, index) => index);
  const scale = scaleOf(question);
  if (!isNps(scale)) return [all];
  return npsPartNames.map((part) => all.filter((index) => npsPartOf(Number(values[index]), scale) === part));
};

const shownParts = (counts: readonly number[], parts: readonly number[][]): (number | null)[] => {
  const shown: (number | null)[] = counts.map(() => null);
  for (const part of parts) {
    const cells = shownCells(part.map((index) => counts[index] ?? 0));
    part.forEach((index, at) => {
      shown[index] = cells[at] ?? null;
    });
  }
  return shown;
};

const sumOf = (numbers: Tallied, of: (value: number) => number): number =>
  [...numbers].reduce((sum, [value, count]) => sum + of(value) * count, 0);
