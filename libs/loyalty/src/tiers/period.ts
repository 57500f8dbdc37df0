import { localDateOf, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';

/** The period in which status credit counts. */
export type QualifyingPeriod = 'calendar-year' | 'rolling-12-months';

interface Qualifying {
  /** On a date of the club. */
  period(date: Temporal.PlainDate, zone: string): Period;
  review(date: Temporal.PlainDate, zone: string): TierReview;
}

const qualifying: Readonly<Record<QualifyingPeriod, Qualifying>> = {
  'calendar-year': {
    period: ({ year }, zone) => yearOf(year, zone),
    review: ({ year }, zone) => {
      const current = yearOf(year, zone);
      return { dueBefore: current.from, periods: [yearOf(year - 1, zone), current] };
    },
  },
  'rolling-12-months': {
    period: rollingYear,
    review: (date, zone) => ({ dueBefore: startOfDate(date, zone), periods: [rollingYear(date, zone)] }),
  },
};

/** The period whose credit counts at that moment. It ends with the local year or the local day. */
export function qualifyingPeriodAt(kind: QualifyingPeriod, at: Instant, zone: string): Period {
  return qualifying[kind].period(localDateOf(at, zone), zone);
}

/**
 * The status credit that a return books. It is removed where it was earned, and only while that period counts.
 * What a finished period decided stays, and other periods owe nothing for it.
 */
export function creditTakenBack(credit: number, earnedAt: Instant, period: Period): number {
  return isWithin(period, earnedAt) ? credit : 0;
}

/**
 * The period in which a purchase counts: the current one, or the one that the last review compared if the purchase is
 * from then. Older purchases change no tier; of them the current period is returned, in which they are not.
 */
export function periodOfPurchase(
  kind: QualifyingPeriod,
  { purchasedAt, bookedAt }: { readonly purchasedAt: Instant; readonly bookedAt: Instant },
  zone: string,
): Period {
  const current = qualifyingPeriodAt(kind, bookedAt, zone);
  const periods = [current, ...tierReviewAt(kind, bookedAt, zone).periods];
  return periods.find((period) => isWithin(period, Math.min(purchasedAt, bookedAt))) ?? current;
}

export function isWithin({ from, until }: Period, at: Instant): boolean {
  return at >= from && at < until;
}

/** When tiers are reviewed, and which credit decides. */
export interface TierReview {
  /** Members last reviewed before this moment are due. */
  readonly dueBefore: Instant;
  /** The best of these decides. */
  readonly periods: readonly [Period, ...Period[]];
}

/**
 * The review due at that moment. By calendar year, a tier is kept until the year ends. Then the credit of that
 * year decides, or the credit so far if the review is late. By rolling months, every day decides again.
 */
export function tierReviewAt(kind: QualifyingPeriod, at: Instant, zone: string): TierReview {
  return qualifying[kind].review(localDateOf(at, zone), zone);
}

function rollingYear(date: Temporal.PlainDate, zone: string): Period {
  const tomorrow = date.add({ days: 1 });
  return { from: startOfDate(tomorrow.subtract({ years: 1 }), zone), until: startOfDate(tomorrow, zone) };
}

function yearOf(year: number, zone: string): Period {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return { from: startOfDate(first, zone), until: startOfDate(first.add({ years: 1 }), zone) };
}
