import { localDateOf, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';

/** How the period in which status credit counts is found, where it is the same for all members. */
export type CommonKind = 'calendar-year' | 'rolling-12-months' | 'rolling-months' | 'rolling-days';
export type QualifyingKind = CommonKind | 'membership-year';

/** The period in which status credit counts. `length` is in months or days; null where the kind says it. */
export interface QualifyingPeriod<Kind extends QualifyingKind = QualifyingKind> {
  readonly kind: Kind;
  readonly length: number | null;
}

interface Qualifying {
  /** On a date of the club. */
  period(date: Temporal.PlainDate, zone: string): Period;
  review(date: Temporal.PlainDate, zone: string): TierReview;
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

/** How far ahead falls are counted where no day is special for all members. */
export const foreseenDays = 30;

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
  decisive: (date, zone) => endOfYear(date, zone),
  ahead: (date, zone, days) => {
    const review = endOfYear(date, zone);
    return review.at <= startOfDate(date.add({ days }), zone) ? [review] : [];
  },
};

const usualMonths = 12;
const usualDays = 365;

/** How long rolling time is; null if the period has an end. */
const rollingLengths: Readonly<
  Record<QualifyingKind, (length: number | null) => Temporal.DurationLike | null>
> = {
  'calendar-year': () => null,
  'membership-year': () => null,
  'rolling-12-months': () => ({ years: 1 }),
  'rolling-months': (months) => ({ months: months ?? usualMonths }),
  'rolling-days': (days) => ({ days: days ?? usualDays }),
};

/** How long rolling time is; null for years, which have an end. */
export const rollingLengthOf = ({ kind, length }: QualifyingPeriod): Temporal.DurationLike | null =>
  rollingLengths[kind](length);

const isCommon: Readonly<Record<QualifyingKind, boolean>> = {
  'calendar-year': true,
  'membership-year': false,
  'rolling-12-months': true,
  'rolling-months': true,
  'rolling-days': true,
};

/** Whether one period counts for all members. Otherwise each has an own year. */
export const hasCommonPeriod = (qualifies: QualifyingPeriod): qualifies is QualifyingPeriod<CommonKind> =>
  isCommon[qualifies.kind];

const qualifyingOf = (qualifies: QualifyingPeriod<CommonKind>): Qualifying => {
  const rolls = rollingLengthOf(qualifies);
  return rolls ? rolling(rolls) : calendarYear;
};

/** The period whose credit counts at that moment. It ends with the local year or the local day. */
export function qualifyingPeriodAt(
  qualifies: QualifyingPeriod<CommonKind>,
  at: Instant,
  zone: string,
): Period {
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
  qualifies: QualifyingPeriod<CommonKind>,
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
export function tierReviewAt(qualifies: QualifyingPeriod<CommonKind>, at: Instant, zone: string): TierReview {
  return qualifyingOf(qualifies).review(localDateOf(at, zone), zone);
}

/** The reviews of the coming `days` local dates, the earliest first. */
export function reviewsAhead(
  qualifies: QualifyingPeriod<CommonKind>,
  at: Instant,
  zone: string,
  days: number,
): readonly ReviewAhead[] {
  return qualifyingOf(qualifies).ahead(localDateOf(at, zone), zone, days);
}

/** The next review of the club whose falls are counted: at the year's end, or 30 days ahead by rolling time. */
export function decisiveReview(
  qualifies: QualifyingPeriod<CommonKind>,
  at: Instant,
  zone: string,
): ReviewAhead {
  return qualifyingOf(qualifies).decisive(localDateOf(at, zone), zone);
}

/**
 * Whether a tier that a member came down to one step at a time still holds. By rolling time every day is a review, so
 * a step holds for as long as the period.
 */
export function stepHolds(
  { kind, length }: QualifyingPeriod,
  steppedAt: Instant | null,
  at: Instant,
  zone: string,
): boolean {
  const rolls = rollingLengths[kind](length);
  if (steppedAt === null || rolls === null) return false;
  return at < startOfDate(localDateOf(steppedAt, zone).add(rolls), zone);
}

/**
 * The year of a member that contains that moment. It begins on the local day of joining. A year that would begin on
 * 29 February begins on 1 March if there is none, so the year before it has its last day in February. Years before the
 * member joined count too: purchases may be older than an account. `tier_year` in SQL does the same.
 */
export function membershipYearAt(joinedAt: Instant, at: Instant, zone: string): Period {
  const joined = localDateOf(joinedAt, zone);
  const date = localDateOf(at, zone);
  const years = date.year - joined.year;
  const hasBegun = Temporal.PlainDate.compare(yearBegins(joined, years), date) <= 0;
  const running = hasBegun ? years : years - 1;
  return {
    from: startOfDate(yearBegins(joined, running), zone),
    until: startOfDate(yearBegins(joined, running + 1), zone),
  };
}

const yearBegins = (joined: Temporal.PlainDate, years: number): Temporal.PlainDate => {
  const sameDay = joined.add({ years });
  return sameDay.day === joined.day ? sameDay : sameDay.add({ days: 1 });
};

function endOfYear({ year }: Temporal.PlainDate, zone: string): ReviewAhead {
  const period = yearOf(year, zone);
  return { at: period.until, period };
}

function yearOf(year: number, zone: string): Period {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return { from: startOfDate(first, zone), until: startOfDate(first.add({ years: 1 }), zone) };
}
