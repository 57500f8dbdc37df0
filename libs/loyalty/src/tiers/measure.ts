import type { ClubPointsPolicy, StatusBase } from '../points/policy.ts';

/**
 * What is compared with the thresholds of tiers: status credit from the journal, local days with a purchase that stands, or
 * the points that the member can spend now.
 */
export type TierMeasure = 'credit' | 'visits' | 'balance';

const measures: Readonly<Record<StatusBase, TierMeasure>> = {
  points: 'credit',
  spend: 'credit',
  visits: 'visits',
  balance: 'balance',
};

export const measureOf = ({ statusBase = 'points' }: Pick<ClubPointsPolicy, 'statusBase'>): TierMeasure =>
  measures[statusBase];

/** What a posting does for the tier. */
export interface TierPosting {
  /** Status credit. */
  readonly status: number;
  /** The first purchase of its local day. */
  readonly isVisit: boolean;
  /** The points that the member can spend afterwards. */
  readonly available: number;
}

interface Measuring {
  readonly gain: (posting: TierPosting) => number;
  readonly after: (before: number, gained: number, posting: TierPosting) => number;
  /** Whether goods that come back can take away what counts now, if the purchase was in the period or not. */
  readonly lowers: (isInPeriod: boolean) => boolean;
}

const sum = (before: number, gained: number): number => before + gained;

const measuring: Readonly<Record<TierMeasure, Measuring>> = {
  // Returns book credit only while it counts.
  credit: { gain: ({ status }) => status, after: sum, lowers: () => true },
  visits: { gain: ({ isVisit }) => (isVisit ? 1 : 0), after: sum, lowers: (isInPeriod) => isInPeriod },
  balance: { gain: () => 0, after: (_, __, { available }) => available, lowers: () => true },
};

/** What a posting adds in the period to which it belongs. */
export const tierGain = (measure: TierMeasure, posting: TierPosting): number =>
  measuring[measure].gain(posting);

/** What counts after a posting. `counts` is whether it belongs to the period of `before`. */
export const measuredAfter = (
  measure: TierMeasure,
  before: number,
  posting: TierPosting & { readonly counts: boolean },
): number => measuring[measure].after(before, posting.counts ? tierGain(measure, posting) : 0, posting);

/** Whether a return can lower the tier. What a finished period decided stays. */
export const returnCanLower = (measure: TierMeasure, isInPeriod: boolean): boolean =>
  measuring[measure].lowers(isInPeriod);
