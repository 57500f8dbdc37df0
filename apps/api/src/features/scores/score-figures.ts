import { Injectable } from '@nestjs/common';
import { valueClasses, type ScoreRunDetail } from '@regulars/contracts';
import { groupOf, leastOfCrowd, shownByCell } from '@regulars/loyalty';
import { Reader } from '../club/index.ts';
import { MemberScoresRepository, type CohortRow, type CountRow } from './member-scores.repository.ts';
import { shownCuts, shownRun } from './score-run.ts';
import type { StoredRun } from './score-runs.repository.ts';

type Cell = ScoreRunDetail['cells'][number];
type Cohort = ScoreRunDetail['cohorts'][number];

/** What a run says of all buyers. Nobody can be known by it. */
@Injectable()
export class ScoreFigures {
  constructor(
    private readonly scores: MemberScoresRepository,
    private readonly reader: Reader,
  ) {}

  async of(run: StoredRun): Promise<ScoreRunDetail> {
    const counts = await this.scores.counts(run.id);
    const { of } = await this.reader.wording();
    const { groups } = run.settings;
    const inGroups = shownByCell(counts, (count) => groupOf(groups, count)?.key);
    const inClasses = shownByCell(counts, (count) => count.class);
    return {
      ...shownRun(run),
      cuts: run.cuts && shownCuts(run.cuts),
      cells: cellsOf(counts, run),
      groups: groups.map(({ key, name }) => ({ key, name: of(name), ...(inGroups.get(key) ?? nobody) })),
      classes: valueClasses.map((each) => ({ class: each, ...(inClasses.get(each) ?? nobody) })),
      tenths: run.tenths && [...run.tenths],
      cohorts: cohortsOf(await this.scores.cohorts(run.id), run),
    };
  }
}

const nobody = { members: 0, value: 0 };

/** A cell has the group of those who spend neither much nor little. */
const cellsOf = (counts: readonly CountRow[], { settings: { groups } }: StoredRun): Cell[] => {
  const shown = shownByCell(counts, ({ recency, frequency }) => recency * 10 + frequency);
  return [...shown]
    .map(([cell, counted]) => {
      const [recency, frequency] = [Math.floor(cell / 10), cell % 10] as [
        CountRow['recency'],
        CountRow['frequency'],
      ];
      return {
        recency,
        frequency,
        group: groupOf(groups, { recency, frequency, monetary: 3 })?.key ?? null,
        ...counted,
      };
    })
    .toSorted((one, other) => one.recency - other.recency || one.frequency - other.frequency);
};

/** Months of the triangle with nobody in them have no row. */
const cohortsOf = (rows: readonly CohortRow[], { as_of, zone }: StoredRun): Cohort[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(as_of.getTime()).toZonedDateTimeISO(zone);
  const byMonth = Map.groupBy(rows, ({ month }) => month);
  return [...byMonth].map(([month, cells]) => {
    const later = monthsBetween(Temporal.PlainDate.from(month), today.toPlainDate());
    const bought = new Map(cells.map((cell) => [cell.later, cell.members]));
    return {
      month,
      members: ofCrowd(bought.get(0)),
      bought: Array.from({ length: later }, (_, index) => ofCrowd(bought.get(index + 1))),
    };
  });
};

const monthsBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  (to.year - from.year) * 12 + to.month - from.month;

const ofCrowd = (members = 0): number | null => (members < leastOfCrowd ? null : members);
