import { scoreOfLess, scoreOfMore, tellsApart, type Cuts, type Score } from './cuts.ts';

/** What a buyer is measured by. */
export interface BuyerValues {
  /** Since the last purchase, in the club's calendar. */
  readonly days: number;
  readonly purchases: number;
  /** What is left of them after returns, in minor units. */
  readonly value: number;
}

export interface RfmCuts {
  readonly recency: Cuts;
  readonly frequency: Cuts;
  readonly monetary: Cuts;
}

export interface RfmScores {
  readonly recency: Score;
  readonly frequency: Score;
  readonly monetary: Score;
}

/** Fewer buyers cannot be sorted into fifths. */
const leastBuyers = 5;

export const rfmScores = ({ days, purchases, value }: BuyerValues, cuts: RfmCuts): RfmScores => ({
  recency: scoreOfLess(cuts.recency, days),
  frequency: scoreOfMore(cuts.frequency, purchases),
  monetary: scoreOfMore(cuts.monetary, value),
});

/** Whether so many buyers with these cuts can be compared. */
export const isComparable = (buyers: number, cuts: RfmCuts): boolean =>
  buyers >= leastBuyers && Object.values(cuts).some((each: Cuts) => tellsApart(each));

/** From and to, both included. */
export type ScoreRange = readonly [from: number, to: number];

/** Which scores a group is made of. */
export interface GroupRanges {
  readonly recency: ScoreRange;
  readonly frequency: ScoreRange;
  readonly monetary: ScoreRange;
}

export interface GroupOfScores extends GroupRanges {
  readonly key: string;
}

const isWithin = (score: number, [from, to]: ScoreRange): boolean => from <= score && score <= to;

const holds = (group: GroupRanges, { recency, frequency, monetary }: RfmScores): boolean =>
  isWithin(recency, group.recency) &&
  isWithin(frequency, group.frequency) &&
  isWithin(monetary, group.monetary);

/** The first group that has these scores; undefined if none has. */
export const groupOf = <Group extends GroupRanges>(
  groups: readonly Group[],
  scores: RfmScores,
): Group | undefined => groups.find((group) => holds(group, scores));

const all = [1, 2, 3, 4, 5] as const satisfies readonly Score[];

/** All 125. */
export const everyRfm: readonly RfmScores[] = all.flatMap((recency) =>
  all.flatMap((frequency) => all.map((monetary) => ({ recency, frequency, monetary }))),
);

/** Scores that no group has; null if each combination has one. */
export const withoutGroup = (groups: readonly GroupRanges[]): RfmScores | null =>
  everyRfm.find((scores) => !groupOf(groups, scores)) ?? null;

const any = [1, 5] as const;

/** The groups of a club that has not changed them. The first one that fits counts; the last one takes the rest. */
export const usualGroups = [
  { key: 'champions', recency: [4, 5], frequency: [4, 5], monetary: [4, 5] },
  { key: 'loyal', recency: [3, 5], frequency: [4, 5], monetary: any },
  { key: 'cannot-lose', recency: [1, 2], frequency: [4, 5], monetary: [4, 5] },
  { key: 'at-risk', recency: [1, 2], frequency: [3, 5], monetary: any },
  { key: 'big-baskets', recency: [3, 5], frequency: [1, 3], monetary: [5, 5] },
  { key: 'promising', recency: [4, 5], frequency: [2, 3], monetary: any },
  { key: 'new', recency: [4, 5], frequency: [1, 1], monetary: any },
  { key: 'needs-attention', recency: [3, 3], frequency: [1, 3], monetary: any },
  { key: 'hibernating', recency: [2, 2], frequency: [1, 2], monetary: any },
  { key: 'lost', recency: any, frequency: any, monetary: any },
] as const satisfies readonly GroupOfScores[];
