/** A number in fifths: `whole + fifths / 5`. Kept so, because a floating point must not decide. */
export interface Cut {
  readonly whole: number;
  readonly fifths: number;
}

/** At 20, 40, 60 and 80 %, in this order. */
export type Cuts = readonly Cut[];

/** 1 to 5; 5 is the best. */
export type Score = 1 | 2 | 3 | 4 | 5;

/** Which sorted values a cut lies between: `place` counts from 0, and `fifths` is the way to the next one. */
export interface CutPlace {
  readonly place: number;
  readonly fifths: number;
}

/**
 * Where the cuts of so many values are: type-7 quantiles (Hyndman and Fan 1996), `(n − 1) · k / 5 = place + fifths / 5`.
 */
export const cutPlaces = (count: number): readonly CutPlace[] =>
  [1, 2, 3, 4].map((k) => {
    const fifths = (count - 1) * k;
    return { place: Math.floor(fifths / 5), fifths: fifths % 5 };
  });

/** `low + fifths · (high − low) / 5`, exact also for the largest amounts. */
export const cutBetween = (low: number, high: number, fifths: number): Cut => {
  const gap = high - low;
  const rest = fifths * (gap % 5);
  return { whole: low + fifths * Math.floor(gap / 5) + Math.floor(rest / 5), fifths: rest % 5 };
};

/** The cuts of these whole numbers, in any order; at least one. */
export const cutsOf = (values: readonly number[]): Cuts => {
  const sorted = values.toSorted((one, other) => one - other);
  return cutPlaces(sorted.length).map(({ place, fifths }) => {
    const low = sorted[place] ?? 0;
    return cutBetween(low, sorted[place + 1] ?? low, fifths);
  });
};

/** How many cuts are below. A repeated cut counts as often as it occurs. */
const cutsBelow = (cuts: Cuts, value: number): 0 | 1 | 2 | 3 | 4 =>
  // A whole number is above a cut if it is above the whole part.
  cuts.filter(({ whole }) => whole < value).length as 0 | 1 | 2 | 3 | 4;

/** The more, the better: how often, and how much. */
export const scoreOfMore = (cuts: Cuts, value: number): Score => (1 + cutsBelow(cuts, value)) as Score;

/** The less, the better: days since the last purchase. */
export const scoreOfLess = (cuts: Cuts, value: number): Score => (5 - cutsBelow(cuts, value)) as Score;

/** Whether the cuts tell values apart at all. */
export const tellsApart = (cuts: Cuts): boolean =>
  cuts.some(({ whole, fifths }) => whole !== cuts[0]?.whole || fifths !== cuts[0].fifths);
