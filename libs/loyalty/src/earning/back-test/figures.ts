import type { CountedCondition } from './condition-counts.ts';
import type { Both, ReplayTotals, SideTotals } from './totals.ts';

export interface SideFigures {
  readonly points: number;
  readonly status: number;
  /** Of the points, those of the rule itself. */
  readonly ownPoints: number;
  /** Members that the rule itself gave points. */
  readonly ownMembers: number;
  /** Whose points from the rule a limit reduced at least once. */
  readonly limitedMembers: number;
}

/** Members whose points from the rule lie from `from` to `to`, both included; null: no upper end. */
export interface DistributionStep {
  readonly from: number;
  readonly to: number | null;
  readonly live: number;
  readonly draft: number;
}

/** Points of a part of the period, from this day (YYYY-MM-DD). */
export interface SeriesStep {
  readonly from: string;
  readonly live: number;
  readonly draft: number;
}

/** Points of a member in the period, from all rules. */
export interface MemberOutcome {
  readonly memberId: string;
  readonly live: number;
  readonly draft: number;
}

/** Those with more points by the draft, or those with fewer. */
export interface Changed {
  readonly members: number;
  /** Together, positive or negative. */
  readonly points: number;
  /** The largest changes first. */
  readonly top: readonly MemberOutcome[];
}

export interface ReplayFigures {
  /** Of members. */
  readonly purchases: number;
  /** Without a member, so without points. */
  readonly anonymous: number;
  readonly members: number;
  /** What the sales gave when they were booked. */
  readonly booked: number;
  readonly live: SideFigures;
  readonly draft: SideFigures;
  readonly winners: Changed;
  readonly losers: Changed;
  readonly distribution: readonly DistributionStep[];
  /** By day up to 31 days, else by week. */
  readonly series: readonly SeriesStep[];
  /** Of the draft; none if it has no condition. */
  readonly conditions: readonly CountedCondition[];
}

const mostNames = 10;
const mostSteps = 8;
const mostDays = 31;

export function figuresOfReplay(totals: ReplayTotals): Omit<ReplayFigures, 'conditions'> {
  const { purchases, anonymous, booked, members, all } = totals;
  return {
    purchases,
    anonymous,
    booked,
    members: members.size,
    live: sideOf(all.live, members, ({ live }) => live),
    draft: sideOf(all.draft, members, ({ draft }) => draft),
    winners: changedOf(members, 1),
    losers: changedOf(members, -1),
    distribution: distributionOf([...members.values()]),
    series: seriesOf([...totals.days]),
  };
}

function sideOf(
  { points, status, own }: SideTotals,
  members: ReadonlyMap<string, Both>,
  of: (member: Both) => SideTotals,
): SideFigures {
  const sides = [...members.values()].map(of);
  return {
    points,
    status,
    ownPoints: own,
    ownMembers: sides.filter((side) => side.own > 0).length,
    limitedMembers: sides.filter((side) => side.limited > 0).length,
  };
}

function changedOf(members: ReadonlyMap<string, Both>, sign: 1 | -1): Changed {
  const changed = [...members]
    .map(([memberId, { live, draft }]) => ({ memberId, live: live.points, draft: draft.points }))
    .filter(({ live, draft }) => Math.sign(draft - live) === sign);
  // The id decides equal changes, so that a second run names the same.
  const byChange = (one: MemberOutcome, other: MemberOutcome): number =>
    sign * (other.draft - other.live - (one.draft - one.live)) || (one.memberId < other.memberId ? -1 : 1);
  return {
    members: changed.length,
    points: changed.reduce((sum, { live, draft }) => sum + draft - live, 0),
    top: changed.toSorted(byChange).slice(0, mostNames),
  };
}

/** Steps of one round width; the last one takes the few with much more. */
function distributionOf(members: readonly Both[]): DistributionStep[] {
  const [live, draft] = [members.map((each) => each.live.own), members.map((each) => each.draft.own)];
  const values = [...live, ...draft].filter((points) => points > 0).sort((one, other) => one - other);
  const most = values.at(-1);
  if (most === undefined) return [];
  const usual = values[Math.floor((values.length - 1) * 0.98)] ?? most;
  const width = roundWidth(usual / mostSteps);
  const count = Math.min(mostSteps, Math.ceil(usual / width)) + (most > width * mostSteps ? 1 : 0);
  const steps = Array.from({ length: Math.max(1, count) }, (_, index) => ({
    from: index * width + 1,
    to: index === count - 1 && most > (index + 1) * width ? null : (index + 1) * width,
  }));
  const within = (all: readonly number[], { from, to }: (typeof steps)[number]): number =>
    all.filter((points) => points >= from && points <= (to ?? Infinity)).length;
  return steps.map((step) => ({ ...step, live: within(live, step), draft: within(draft, step) }));
}

/** The next of 1, 2, 3, 5 times a power of ten. */
function roundWidth(wanted: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, wanted))));
  return ([1, 2, 3, 5, 10].find((digit) => digit * power >= wanted) ?? 10) * power;
}

function seriesOf(days: readonly (readonly [string, Both])[]): SeriesStep[] {
  const weeks = days.length > mostDays;
  const steps = Map.groupBy(days, ([date]) => (weeks ? mondayOf(date) : date));
  return [...steps.values()].map((some) => ({
    from: some[0]?.[0] ?? '',
    live: some.reduce((sum, [, { live }]) => sum + live.points, 0),
    draft: some.reduce((sum, [, { draft }]) => sum + draft.points, 0),
  }));
}

function mondayOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}
