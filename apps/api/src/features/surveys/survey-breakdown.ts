import { Injectable } from '@nestjs/common';
import type { getSurveyBreakdown, QueryOf, SurveyBreakdown } from '@regulars/contracts';
import {
  npsOfParts,
  scaleOf,
  type NpsPart,
  type NpsScale,
  type SurveyQuestion,
  type Tallied,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import { BreakdownRepository } from './breakdown.repository.ts';
import { ShownVersions } from './shown-version.ts';

const shownMonths = 12;

/** How the NPS differs by month, location and tier. */
@Injectable()
export class BreakdownOfSurveys {
  constructor(
    private readonly versions: ShownVersions,
    private readonly breakdown: BreakdownRepository,
    private readonly locations: Locations,
    private readonly names: Names,
    private readonly club: ClubSettings,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, also for a survey or a version that was never published. */
  async of(surveyId: string, query: QueryOf<typeof getSurveyBreakdown>): Promise<SurveyBreakdown> {
    const { definition, filter } = await this.versions.of(surveyId, query);
    const question = definition.questions.find(({ kind }) => kind === 'nps');
    if (!question) return { question: null, months: [], locations: [], tiers: [] };
    const scale = npsScale(question);
    const { months, starts } = await this.#months();
    const scores = await this.breakdown.scores(filter, question.key, scale, starts);
    const places = await this.locations.names();
    const tiers = await this.names.of('tier', ids(scores.tiers));
    return {
      question: question.key,
      months: parted(
        months.map((month, index) => [month, scores.months.get(index + 1) ?? new Map()]),
        scale,
        (month) => ({ month }),
      ),
      locations: parted(largestFirst(scores.locations), scale, (id) => ({
        location: id === null ? null : { id, name: places.get(id) ?? '' },
      })),
      tiers: parted(largestFirst(scores.tiers), scale, (id) => ({
        tier: id === null ? null : { id, name: textsOf(tiers.get(id)) },
      })),
    };
  }

  /** The last twelve, and when each began. */
  async #months(): Promise<{ months: string[]; starts: Date[] }> {
    const { timeZone } = await this.club.current();
    const now = Temporal.Instant.fromEpochMilliseconds(this.clock.now()).toZonedDateTimeISO(timeZone);
    const first = now
      .toPlainDate()
      .toPlainYearMonth()
      .subtract({ months: shownMonths - 1 });
    const months = Array.from({ length: shownMonths }, (_, index) => first.add({ months: index }));
    const starts = months.map((month) => month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone));
    return {
      months: months.map(String),
      starts: starts.map(({ epochMilliseconds }) => new Date(epochMilliseconds)),
    };
  }
}

const npsScale = (question: SurveyQuestion): NpsScale => {
  const scale = scaleOf(question);
  if (!scale || !('promoterMin' in scale)) throw new Error('an NPS question has its scale');
  return scale;
};

const ids = (scores: ReadonlyMap<string | null, Tallied>): string[] =>
  [...scores.keys()].filter((id) => id !== null);

const sizeOf = (scores: Tallied): number => [...scores.values()].reduce((sum, count) => sum + count, 0);

/** Those with an answer in the time that is asked about. */
const largestFirst = <Key>(parts: ReadonlyMap<Key, Tallied>): (readonly [Key, Tallied])[] =>
  [...parts]
    .filter(([, scores]) => sizeOf(scores) > 0)
    .sort(([, one], [, other]) => sizeOf(other) - sizeOf(one));

const parted = <Key, Named extends object>(
  parts: readonly (readonly [Key, Tallied])[],
  scale: NpsScale,
  named: (key: Key) => Named,
): (Named & ReturnType<typeof figures>)[] => {
  const shown = npsOfParts(
    parts.map(([, scores]) => scores),
    scale,
  );
  return parts.flatMap(([key], index) => {
    const part = shown[index];
    return part ? [{ ...named(key), ...figures(part) }] : [];
  });
};

const points = (share: number): number => Math.round(share * 1000) / 10;

const figures = ({ answered, withCare, nps }: NpsPart) => ({
  answered,
  withCare,
  score: nps && points(nps.score),
  low: nps && points(nps.low),
  high: nps && points(nps.high),
});
