import { Injectable } from '@nestjs/common';
import type { getSurveyBreakdown, QueryOf, SurveyBreakdown, SurveyTable } from '@regulars/contracts';
import {
  npsOfParts,
  npsOfTable,
  npsScaleOf,
  type NpsPart,
  type NpsScale,
  type NpsTable,
  type Tallied,
} from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import { BreakdownRepository, type PlacedScores } from './breakdown.repository.ts';
import { points } from './points.ts';
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
    const scale = question ? npsScaleOf(question) : null;
    if (!question || !scale) return { question: null, months: [], locations: [], tiers: [], table: null };
    const { months, starts } = await this.#months();
    const placed = await this.breakdown.scores(filter, question.key, scale, starts);
    const table = npsOfTable(placed.tiers, scale);
    const { locationId: here } = filter;
    const byLocation = partsOf(
      placed.tiers.map(({ row, scores }) => [row, scores]),
      scale,
    );
    const byTier =
      here === null
        ? partsOf(
            placed.tiers.map(({ column, scores }) => [column, scores]),
            scale,
          )
        : rowOf(table, here);
    const named = await this.#named(placed.tiers);
    return {
      question: question.key,
      months: monthsOf(placed.months, months, scale, here),
      locations: [...byLocation]
        .filter(([id]) => here === null || id === here)
        .map(([id, part]) => ({ location: named.location(id), ...figures(part) })),
      tiers: [...byTier].map(([id, part]) => ({ tier: named.tier(id), ...figures(part) })),
      table: table && isTable(table) ? shownTable(table, named) : null,
    };
  }

  async #named(placed: PlacedScores['tiers']): Promise<Named> {
    const places = await this.locations.names();
    const tiers = await this.names.of(
      'tier',
      placed.flatMap(({ column }) => column ?? []),
    );
    return {
      location: (id) => (id === null ? null : { id, name: places.get(id) ?? '' }),
      tier: (id) => (id === null ? null : { id, name: textsOf(tiers.get(id)) }),
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

const sizeOf = (scores: Tallied): number => [...scores.values()].reduce((sum, count) => sum + count, 0);

type Scored<Key> = readonly (readonly [key: Key, scores: Tallied])[];

/** What may be said about each key, with the sum of its scores. */
const partsOf = <Key>(scored: Scored<Key>, scale: NpsScale): ReadonlyMap<Key, NpsPart> => {
  const sums = new Map<Key, Map<number, number>>();
  for (const [key, scores] of scored) {
    const sum = sums.get(key) ?? new Map<number, number>();
    for (const [value, count] of scores) sum.set(value, (sum.get(value) ?? 0) + count);
    sums.set(key, sum);
  }
  const listed = largestFirst(sums);
  const shown = npsOfParts(
    listed.map(([, scores]) => scores),
    scale,
  );
  return new Map(listed.map(([key], index) => [key, shown[index] ?? hidden]));
};

/** Months are numbered from 1, and 0 is all before. A month without any answers is shown as such. */
const monthsOf = (
  placed: PlacedScores['months'],
  months: readonly string[],
  scale: NpsScale,
  here: string | null,
): SurveyBreakdown['months'] => {
  const scored = placed.filter(({ column }) => column > 0);
  const answered = new Set(scored.flatMap(({ column, scores }) => (sizeOf(scores) > 0 ? [column] : [])));
  const parts =
    here === null
      ? partsOf(
          scored.map(({ column, scores }) => [column, scores]),
          scale,
        )
      : rowOf(npsOfTable(placed, scale), here);
  return months.map((month, index) => {
    const missing = answered.has(index + 1) ? hidden : nobody;
    return { month, ...figures(parts.get(index + 1) ?? missing) };
  });
};

/** Those with an answer in the time that is asked about. */
const largestFirst = <Key>(parts: ReadonlyMap<Key, Tallied>): (readonly [Key, Tallied])[] =>
  [...parts]
    .filter(([, scores]) => sizeOf(scores) > 0)
    .sort(([, one], [, other]) => sizeOf(other) - sizeOf(one));

/** Of a place with few answers nothing is said. */
const rowOf = <Column>(
  table: NpsTable<string | null, Column> | null,
  row: string,
): ReadonlyMap<Column, NpsPart> => {
  const cells = table?.cells[table.rows.keys.indexOf(row)];
  return new Map((cells && table?.columns.keys.map((key, index) => [key, cells[index] ?? hidden])) ?? []);
};

type TierTable = NpsTable<string | null, string | null>;

interface Named {
  readonly location: (id: string | null) => SurveyTable['locations'][number];
  readonly tier: (id: string | null) => SurveyTable['tiers'][number];
}

/** With one line it would say what the parts say. */
const isTable = ({ cells }: TierTable): boolean => cells.length > 1 && (cells[0]?.length ?? 0) > 1;

const shownTable = ({ rows, columns, cells }: TierTable, named: Named): SurveyTable => ({
  locations: rows.keys.map(named.location),
  otherLocations: rows.others,
  tiers: columns.keys.map(named.tier),
  otherTiers: columns.others,
  cells: cells.map((row) => row.map(figures)),
});

const nobody: NpsPart = { answered: 0, withCare: true, nps: null };
const hidden: NpsPart = { answered: null, withCare: true, nps: null };

const figures = ({ answered, withCare, nps }: NpsPart) => ({
  answered,
  withCare,
  score: nps && points(nps.score),
  low: nps && points(nps.low),
  high: nps && points(nps.high),
});
