import { localDateOf, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';

/** How the period in which status credit counts is found. */
export type QualifyingKind = 'calendar-year' | 'rolling-12-months' | 'rolling-months' | 'rolling-days';

/** The period in which status credit counts. `length` is in months or days; null where the kind says it. */
export interface QualifyingPeriod {
  readonly kind: QualifyingKind;
  readonly length: number | null;
}

interface Qualifying {
  /** On a date of the club. */
  period(date: Temporal.PlainDate, zone: string): Period;
  review(date: Temporal.PlainDate, zone: string): TierReview;
  /** The first day on which a step down no longer holds; it was taken on `date`. Null if the review decides. */
  stepHoldsUntil(date: Temporal.PlainDate): Temporal.PlainDate | null;
  /** The review whose outcome is worth a look ahead. */
  decisive(date: Temporal.PlainDate, zone: string): ReviewAhead;
  /** The reviews on the `days` dates after `date`, the earliest first. */
  ahead(date: Temporal.PlainDate, zone: string, days: number): readonly ReviewAhead[];
}

/** A review to come, and the period whose credit decides in it. */
export interface ReviewAhead {
  readonly at: Instant;
  readonly period: Period;
}

/** How far ahead falls are counted where no day is special. */
const foreseenDays = 30;

/** Every day decides again, by what was earned in this time until its end. */
const rolling = (length: Temporal.DurationLike): Qualifying => {
  const period = (date: Temporal.PlainDate, zone: string): Period => {
    const tomorrow = date.add({ days: 1 });
    return { from: startOfDate(tomorrow.subtract(length), zone), until: startOfDate(tomorrow, zone) };
  };
  const reviewOn = (date: Temporal.PlainDate, zone: string): ReviewAhead => ({
    at: startOfDate(date, zone),
    period: period(date, zone),
  });
  return {
    period,
    review: (date, zone) => ({ dueBefore: startOfDate(date, zone), periods: [period(date, zone)] }),
    stepHoldsUntil: (date) => date.add(length),
    decisive: (date, zone) => reviewOn(date.add({ days: foreseenDays }), zone),
    ahead: (date, zone, days) =>
      Array.from({ length: days }, (_, index) => reviewOn(date.add({ days: index + 1 }), zone)),
  };
};

const calendarYear: Qualifying = {
  period: ({ year }, zone) => yearOf(year, zone),
  review: ({ year }, zone) => {
    const current = yearOf(year, zone);
    return { dueBefore: current.from, periods: [yearOf(year - 1, zone), current] };
  },
  stepHoldsUntil: () => null,
  decisive: (date, zone) => endOfYear(date, zone),
  ahead: (date, zone, days) => {
    const review = endOfYear(date, zone);
    return review.at <= startOfDate(date.add({ days }), zone) ? [review] : [];
  },
};

const usualMonths = 12;
const usualDays = 365;

const qualifying: Readonly<Record<QualifyingKind, (length: number | null) => Qualifying>> = {
  'calendar-year': () => calendarYear,
  'rolling-12-months': () => rolling({ years: 1 }),
  'rolling-months': (months) => rolling({ months: months ?? usualMonths }),
  'rolling-days': (days) => rolling({ days: days ?? usualDays }),
};

const qualifyingOf = ({ kind, length }: QualifyingPeriod): Qualifying => qualifying[kind](length);

/** The period whose credit counts at that moment. It ends with the local year or the local day. */
export function qualifyingPeriodAt(qualifies: QualifyingPeriod, at: Instant, zone: string): Period {
  return qualifyingOf(qualifies).period(localDateOf(at, zone), zone);
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
  qualifies: QualifyingPeriod,
  { purchasedAt, bookedAt }: { readonly purchasedAt: Instant; readonly bookedAt: Instant },
  zone: string,
): Period {
  const current = qualifyingPeriodAt(qualifies, bookedAt, zone);
  const periods = [current, ...tierReviewAt(qualifies, bookedAt, zone).periods];
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
 * year decides, or the credit so far if the review is late. By rolling months or days, every day decides again.
 */
export function tierReviewAt(qualifies: QualifyingPeriod, at: Instant, zone: string): TierReview {
  return qualifyingOf(qualifies).review(localDateOf(at, zone), zone);
}

/** The reviews of the coming `days` local dates, the earliest first. */
export function reviewsAhead(
  qualifies: QualifyingPeriod,
  at: Instant,
  zone: string,
  days: number,
): readonly ReviewAhead[] {
  return qualifyingOf(qualifies).ahead(localDateOf(at, zone), zone, days);
}

/** The next review of the club whose falls are counted: at the year's end, or 30 days ahead by rolling time. */
export function decisiveReview(qualifies: QualifyingPeriod, at: Instant, zone: string): ReviewAhead {
  return qualifyingOf(qualifies).decisive(localDateOf(at, zone), zone);
}

/**
 * Whether a tier that a member came down to one step at a time still holds. By rolling time every day is a review, so
 * a step holds for as long as the period.
 */
export function stepHolds(
  qualifies: QualifyingPeriod,
  steppedAt: Instant | null,
  at: Instant,
  zone: string,
): boolean {
  if (steppedAt === null) return false;
  const until = qualifyingOf(qualifies).stepHoldsUntil(localDateOf(steppedAt, zone));
  return until !== null && at < startOfDate(until, zone);
}

function endOfYear({ year }: Temporal.PlainDate, zone: string): ReviewAhead {
  const period = yearOf(year, zone);
  return { at: period.until, period };
}

function yearOf(year: number, zone: string): Period {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return { from: startOfDate(first, zone), until: startOfDate(first.add({ years: 1 }), zone) };
}
