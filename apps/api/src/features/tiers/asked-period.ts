import type { PointsPolicy } from '@regulars/contracts';
import {
  decisiveReview,
  hasCommonPeriod,
  isoOf,
  localDateOf,
  periodOfPurchase,
  qualifyingPeriodAt,
  reviewsAhead,
  startOfDate,
  tierReviewAt,
  type Instant,
  type Period,
  type QualifyingPeriod,
  type ReviewAhead,
} from '@regulars/loyalty';

/** The year of each member that contains a moment, or the one before if `unless` lies in that. */
export interface OwnYear {
  readonly yearOf: Instant;
  /** Null asks for the year before in any case. */
  readonly unless: Instant | null;
}

/** In which time SQL counts: the same for all members, or a year of each. */
export type AskedPeriod = Period | OwnYear;

/** The two moments that SQL takes; `tier_year` says what they mean for years of members. */
export const momentsOf = (asked: AskedPeriod): readonly [from: string, until: string] =>
  'yearOf' in asked
    ? [asked.unless === null ? '-infinity' : isoOf(asked.unless), isoOf(asked.yearOf)]
    : [isoOf(asked.from), isoOf(asked.until)];

/** The period of one member; `own` is what SQL found for an own year. */
export const periodFound = (asked: AskedPeriod, own: Period | null): Period => {
  if (!('yearOf' in asked)) return asked;
  if (!own) throw new Error('The year of the member is missing');
  return own;
};

/** A review to come. */
export interface AskedReview {
  /** Null if each member has one, at the end of their year. */
  readonly at: Instant | null;
  readonly period: AskedPeriod;
  /** A review of one member counts if it is not after this. */
  readonly horizon: Instant;
}

export interface AskedReviews {
  /** Members last reviewed before this moment are due; null if the beginning of each member's own year decides. */
  readonly dueBefore: Instant | null;
  /** The best of these decides. */
  readonly periods: readonly [AskedPeriod, ...AskedPeriod[]];
}

interface Asking {
  readonly current: (at: Instant) => AskedPeriod;
  /** The time whose credit decides with a purchase. */
  readonly ofPurchase: (purchasedAt: Instant, bookedAt: Instant) => AskedPeriod;
  readonly review: (at: Instant) => AskedReviews;
  /** The reviews of the coming local dates, the earliest first. */
  readonly ahead: (at: Instant, days: number) => readonly AskedReview[];
  /** The review whose falls are counted; `days` is how far to look where no day is special for all members. */
  readonly decisive: (at: Instant, days: number) => AskedReview;
}

export const qualifyingOf = ({
  qualifyingPeriod: kind,
  qualifyingLength,
}: Pick<PointsPolicy, 'qualifyingPeriod' | 'qualifyingLength'>): QualifyingPeriod => ({
  kind,
  length: qualifyingLength ?? null,
});

const ownYears = (zone: string): Asking => {
  const current = (at: Instant): OwnYear => ({ yearOf: at, unless: at });
  const ownReview = (at: Instant, days: number): AskedReview => ({
    at: null,
    period: current(at),
    horizon: startOfDate(localDateOf(at, zone).add({ days }), zone),
  });
  return {
    current,
    ofPurchase: (purchasedAt, bookedAt) => ({ yearOf: bookedAt, unless: Math.min(purchasedAt, bookedAt) }),
    review: (at) => ({ dueBefore: null, periods: [{ yearOf: at, unless: null }, current(at)] }),
    ahead: (at, days) => (days > 0 ? [ownReview(at, days)] : []),
    decisive: ownReview,
  };
};

/** How to ask for the periods of a club. */
export const askingOf = (qualifies: QualifyingPeriod, zone: string): Asking => {
  if (!hasCommonPeriod(qualifies)) return ownYears(zone);
  return {
    current: (at) => qualifyingPeriodAt(qualifies, at, zone),
    ofPurchase: (purchasedAt, bookedAt) => periodOfPurchase(qualifies, { purchasedAt, bookedAt }, zone),
    review: (at) => tierReviewAt(qualifies, at, zone),
    ahead: (at, days) => reviewsAhead(qualifies, at, zone, days).map(foreseen),
    decisive: (at) => foreseen(decisiveReview(qualifies, at, zone)),
  };
};

const foreseen = (review: ReviewAhead): AskedReview & ReviewAhead => ({ ...review, horizon: review.at });
