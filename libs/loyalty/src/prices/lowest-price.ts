import { localDateOf, startOfDate } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { AppliedPrice } from './applied-prices.ts';

/** The days that the law looks back (PAngV § 11, zákon 634/1992 § 12a). */
const daysBefore = 30;

export interface LowestPrice {
  readonly amount: number;
  /** The first moment that was looked at: 30 days before, or the product's first price. */
  readonly from: Instant;
}

/**
 * The lowest price of the last 30 days before a reduction is announced; null if we do not know all prices of these days, or
 * there was none. The days are whole days of the club's calendar, so that a change of clocks makes them no shorter. For a
 * product that is younger, its time so far counts.
 * @param until if we only know that it was announced between two moments, the later one: then no lower price is missed
 */
export const lowestPrice = (
  applied: readonly AppliedPrice[],
  announcedAt: Instant,
  zone: string,
  until: Instant = announcedAt,
): LowestPrice | null => {
  const window = startOfDate(localDateOf(announcedAt, zone).subtract({ days: daysBefore }), zone);
  const [first] = applied;
  if (!first || first.since >= announcedAt || (first.orEarlier && first.since > window)) return null;
  const paid = applied.flatMap(({ amount, since }, at) => {
    const ended = applied[at + 1]?.since ?? Infinity;
    return amount !== null && since < until && ended > window ? [amount] : [];
  });
  return paid.length === 0 ? null : { amount: Math.min(...paid), from: Math.max(window, first.since) };
};
