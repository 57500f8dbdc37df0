import { localDateOf, startOfDate, type Period } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import type { KeptPurchase } from '../facts/kept-purchase.ts';

/** What a member bought before a purchase, as its decision may know it. What was wholly returned never was. */
export interface PurchaseHistory {
  /** All that was booked before it, whenever it was bought. */
  readonly count: number;
  /** Of those, what was bought on the last days up to it. */
  readonly windows: readonly HistoryWindow[];
  /** The purchases that conditions ask about; null where none does. */
  readonly purchases: readonly KeptPurchase[] | null;
}

export interface HistoryWindow {
  /** Of the club's calendar, the day of the purchase among them. */
  readonly days: number;
  readonly count: number;
  /** What remains bought, in minor units of the reporting currency; what has no known amount in it counts as nothing. */
  readonly sum: number;
}

/** From the first moment of the first day until the purchase; both belong to it. */
export function historyPeriod(days: number, purchasedAt: Instant, zone: string): Period {
  const first = localDateOf(purchasedAt, zone).subtract({ days: days - 1 });
  return { from: startOfDate(first, zone), until: purchasedAt };
}

/** The history as of a purchase, when these of the member were booked since it was read. */
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
