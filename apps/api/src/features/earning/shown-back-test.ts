import type { BackTest } from '@regulars/contracts';
import { factsOfToday, roundRatio, valueOfPoints, type ReplayFigures } from '@regulars/loyalty';
import { toInstant } from '../../platform/clock.ts';
import { named, type Wording } from '../club/index.ts';
import type { BackTestRow, ChangedMemberRow, StoredFigures } from './back-test-rows.ts';

type Result = NonNullable<BackTest['result']>;
const monthDays = 30;

/** @param changed its members with the largest changes, the largest first */
export const shown = (
  row: BackTestRow,
  changed: readonly ChangedMemberRow[],
  wording: Wording,
): BackTest => ({
  id: row.id,
  rule: { ...named(row.content, wording), id: row.rule_id },
  against: row.against_version,
  days: row.days,
  from: toInstant(row.covers_from),
  until: toInstant(row.covers_until),
  state: row.state,
  progress: { done: row.done, total: row.total },
  result: row.figures && resultOf(row.figures, row, changed),
  askedBy: row.asked_by,
  createdAt: toInstant(row.created_at),
  finishedAt: row.finished_at && toInstant(row.finished_at),
});

/** What a cost of so many days is for 30 days. */
export const monthlyCost = (cost: number, days: number): number => roundRatio([cost, monthDays], [days]);

const resultOf = (
  { pointValue, live, draft, winners, losers, distribution, series, conditions, ...figures }: StoredFigures,
  { days, content: { when } }: Pick<BackTestRow, 'days' | 'content'>,
  changed: readonly ChangedMemberRow[],
): Result => {
  const costOf = (points: number): number => valueOfPoints(points, { points: 1000, amount: pointValue });
  const side = (each: ReplayFigures['live']): Result['live'] => ({ ...each, cost: costOf(each.points) });
  const more = changed.filter((row) => row.draft_points > row.live_points);
  const fewer = changed.filter((row) => row.draft_points < row.live_points);
  return {
    ...figures,
    distribution: [...distribution],
    series: [...series],
    conditions: [...(conditions ?? [])],
    live: side(live),
    draft: side(draft),
    costPerMonth: monthlyCost(costOf(draft.points - live.points), days),
    winners: { ...winners, top: more.map(member) },
    losers: { ...losers, top: fewer.map(member) },
    assumes: 'unchanged-behaviour',
    ofToday: when ? factsOfToday(when) : [],
  };
};

const member = (row: ChangedMemberRow): Result['winners']['top'][number] => ({
  member: { id: row.member_id, displayName: row.name },
  live: row.live_points,
  draft: row.draft_points,
});
