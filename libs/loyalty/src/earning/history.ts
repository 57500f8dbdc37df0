import { localDateOf, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { KeptPurchase } from '../facts/kept-purchase.ts';

/** What the decision may know about earlier purchases. Fully returned purchases do not count. */
export interface PurchaseHistory {
  /** Everything booked before it, whatever its date. */
  readonly count: number;
  /** Of these, purchases of the last days before it. */
  readonly windows: readonly HistoryWindow[];
  /** The purchases that conditions ask about; null if none does. */
  readonly purchases: readonly KeptPurchase[] | null;
}

export interface HistoryWindow {
  /** Days of the club's calendar, including the day of the purchase. */
  readonly days: number;
  readonly count: number;
  /** The remaining value in minor units of the reporting currency. An unknown amount counts as zero. */
  readonly sum: number;
}

/** From the first moment of the first day until the purchase, both included. */
export function historyPeriod(days: number, purchasedAt: Instant, zone: string): Period {
  const first = localDateOf(purchasedAt, zone).subtract({ days: days - 1 });
  return { from: startOfDate(first, zone), until: purchasedAt };
}

/** The history as of a purchase, given the member's purchases booked since it was read. */
export function historyWith(
  stored: PurchaseHistory,
  earlier: readonly KeptPurchase[],
  purchasedAt: Instant,
  zone: string,
): PurchaseHistory {
  return {
    count: stored.count + earlier.length,
    windows: stored.windows.map(({ days, count, sum }) => {
      const { from, until } = historyPeriod(days, purchasedAt, zone);
      const within = earlier.filter((each) => each.purchasedAt >= from && each.purchasedAt <= until);
      return {
        days,
        count: count + within.length,
        sum: within.reduce((all, { spent }) => all + (spent ?? 0), sum),
      };
    }),
    purchases: stored.purchases && [...stored.purchases, ...earlier],
  };
}
