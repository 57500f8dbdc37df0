import { addMonthsClamped, endOfDate, localDateOf, nextYearlyDate, startOfDate } from '../calendar.ts';
import type { Instant } from '../clock.ts';

export type ExpiryPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'rolling-months'; readonly months: number }
  | { readonly kind: 'fixed-date'; readonly month: number; readonly day: number }
  | { readonly kind: 'inactivity'; readonly months: number };

/** What a club decides about its points. */
export interface ClubPointsPolicy {
  readonly base: 'gross' | 'net';
  /** Whether points are earned on the amount before or after discounts. */
  readonly discounts: 'before' | 'after';
  /** Days until an award can be spent; 0 is at once. */
  readonly pendingDays: number;
  readonly expiry: ExpiryPolicy;
  /** What happens when a return of goods takes back more than the member has. */
  readonly returns: 'debt' | 'within-balance';
  /** Points that are given back live at least this many days more. */
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
 * First moment at which an award is gone, or null for never.
 * @param from the moment the life of the points counts from: the purchase, or the release of pending points
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
    case 'fixed-date':
      return endOfDate(nextYearlyDate(date, expiry.month, expiry.day), zone);
  }
}

/** First moment of the local day on which an award of that moment can be spent; null is at once. */
export function releaseOf(policy: ClubPointsPolicy, earnedAt: Instant, zone: string): Instant | null {
  if (policy.pendingDays === 0) return null;
  return startOfDate(localDateOf(earnedAt, zone).add({ days: policy.pendingDays }), zone);
}

/** The earliest expiry of points that are given back at that moment. */
export function reinstatedUntil(policy: ClubPointsPolicy, at: Instant, zone: string): Instant {
  return endOfDate(localDateOf(at, zone).add({ days: policy.reinstatementDays }), zone);
}
