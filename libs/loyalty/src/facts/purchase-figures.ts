import type { Money } from '@regulars/conditions';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { newestFirst, type KeptPurchase } from './kept-purchase.ts';

/** Figures of everything a member has bought and kept; `member_facts` stores the same. */
export interface BuyerFigures {
  readonly purchases: number;
  /** Calendar days with a purchase. */
  readonly visits: number;
  /** In the club's reporting currency. A purchase without a known rate counts as zero. */
  readonly spend: Money;
  readonly firstPurchaseAt: Instant | null;
  readonly lastPurchaseAt: Instant | null;
  /**
   * The location with the most days among the newest purchases; on a tie the more recent, then the lower id.
   */
  readonly homeLocationId: string | null;
}

/** Number of newest purchases that decide the home location. */
export const newestForHome = 20;

export function figuresOf(
  purchases: readonly KeptPurchase[],
  reportingCurrency: string,
  zone: string,
): BuyerFigures {
  const moments = purchases.map(({ purchasedAt }) => purchasedAt);
  const amount = purchases.reduce((sum, { spent }) => sum + (spent ?? 0), 0);
  return {
    purchases: purchases.length,
    visits: daysOf(purchases, zone).size,
    spend: { amount: Math.min(amount, Number.MAX_SAFE_INTEGER), currency: reportingCurrency },
    firstPurchaseAt: moments.length > 0 ? Math.min(...moments) : null,
    lastPurchaseAt: moments.length > 0 ? Math.max(...moments) : null,
    homeLocationId: homeOf(purchases, zone),
  };
}

function homeOf(purchases: readonly KeptPurchase[], zone: string): string | null {
  const newest = [...purchases].sort(newestFirst).slice(0, newestForHome);
  const locations = [...Map.groupBy(newest, ({ locationId }) => locationId)].map(([id, there]) => ({
    id,
    days: daysOf(there, zone).size,
    latest: there[0]?.purchasedAt ?? 0,
  }));
  const [home] = locations.sort((a, b) => b.days - a.days || b.latest - a.latest || (a.id < b.id ? -1 : 1));
  return home?.id ?? null;
}

function daysOf(purchases: readonly KeptPurchase[], zone: string): ReadonlySet<string> {
  return new Set(purchases.map(({ purchasedAt }) => localDateOf(purchasedAt, zone).toString()));
}
