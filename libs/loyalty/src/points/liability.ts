import type { Instant } from '../clock.ts';
import { roundRatio } from '../money.ts';
import type { Entry } from './posting.ts';

export interface Outstanding {
  /** What members can claim: available, pending and held. */
  readonly points: number;
  /** What members owe. */
  readonly debt: number;
}

/**
 * Points outstanding at a moment, summed by `effectiveAt`. Exact if the wallets of the entries were settled up
 * to that moment.
 */
export function outstandingAt(entries: Iterable<Entry>, at: Instant): Outstanding {
  let points = 0;
  let debt = 0;
  const claims = new Set<string>(['available', 'pending', 'held']);
  for (const { currency, from, to, amount, effectiveAt } of entries) {
    if (currency !== 'points' || effectiveAt > at) continue;
    points += (claims.has(to) ? amount : 0) - (claims.has(from) ? amount : 0);
    debt += (from === 'debt' ? amount : 0) - (to === 'debt' ? amount : 0);
  }
  return { points, debt };
}

/** The value that a club gives its points: 100 points = €1 is `{ points: 100, amount: 100 }`. */
export interface PointValue {
  readonly points: number;
  /** Minor units of the reporting currency. */
  readonly amount: number;
}

/** Value of the points in minor units, rounded half up. */
export function valueOfPoints(points: number, value: PointValue): number {
  return roundRatio([points, value.amount], [value.points]);
}
