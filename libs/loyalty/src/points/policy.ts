import { addMonthsClamped, endOfDate, localDateOf, nextYearlyDate, startOfDate } from '../calendar.ts';
import type { Instant } from '../clock.ts';

export type ExpiryPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'rolling-months'; readonly months: number }
  | { readonly kind: 'rolling-days'; readonly days: number }
  | { readonly kind: 'fixed-date'; readonly month: number; readonly day: number }
  | { readonly kind: 'inactivity'; readonly months: number };

/**
 * What decides tiers: status credit by the points of rules that count towards it or by the money spent, days with a purchase,
 * or the points that can be spent.
 */
export type StatusBase = 'points' | 'spend' | 'visits' | 'balance';

/** The club's decisions about its points. */
export interface ClubPointsPolicy {
  readonly base: 'gross' | 'net';
  /** Whether points are earned on the amount before or after discounts. */
  readonly discounts: 'before' | 'after';
  /** Days until an award can be spent; 0 is at once. */
  readonly pendingDays: number;
  readonly expiry: ExpiryPolicy;
  /** What a return does if the member no longer has the points. */
  readonly returns: 'debt' | 'within-balance';
  /** What decides tiers; `points` if absent. */
  readonly statusBase?: StatusBase | undefined;
  /** Returned points live at least this many more days. */
  readonly reinstatementDays: number;
}

export const defaultPointsPolicy: ClubPointsPolicy = {
  base: 'gross',
  discounts: 'after',
  pendingDays: 0,
  expiry: { kind: 'none' },
  returns: 'debt',
  reinstatementDays: 14,
};

/**
 * First moment after an award's expiry; null is never.
 * @param from the start of the points' life: the purchase, or the release of pending points
 */
export function expiryOf(policy: ClubPointsPolicy, from: Instant, zone: string): Instant | null {
  const { expiry } = policy;
  const date = localDateOf(from, zone);
  switch (expiry.kind) {
    case 'none':
      return null;
    case 'rolling-months':
    case 'inactivity':
      return endOfDate(addMonthsClamped(date, expiry.months), zone);
    case 'rolling-days':
      return endOfDate(date.add({ days: expiry.days }), zone);
    case 'fixed-date':
      return endOfDate(nextYearlyDate(date, expiry.month, expiry.day), zone);
  }
}

/** How long the points of one award live, if not as long as the club's. */
export interface OwnExpiry {
  readonly unit: 'days' | 'months';
  readonly count: number;
}

/** First moment after the expiry of such points: the end of that day. Month ends clamp. */
export function ownExpiryOf({ unit, count }: OwnExpiry, from: Instant, zone: string): Instant {
  const date = localDateOf(from, zone);
  return endOfDate(unit === 'days' ? date.add({ days: count }) : addMonthsClamped(date, count), zone);
}

/** First moment of the local day on which an award becomes available; null is at once. */
export function releaseOf(policy: ClubPointsPolicy, earnedAt: Instant, zone: string): Instant | null {
  if (policy.pendingDays === 0) return null;
  return startOfDate(localDateOf(earnedAt, zone).add({ days: policy.pendingDays }), zone);
}

/** The earliest expiry of points returned at that moment. */
export function reinstatedUntil(policy: ClubPointsPolicy, at: Instant, zone: string): Instant {
  return endOfDate(localDateOf(at, zone).add({ days: policy.reinstatementDays }), zone);
}
