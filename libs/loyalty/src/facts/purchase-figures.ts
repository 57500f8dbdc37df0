import type { Money } from '@regulars/conditions';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../clock.ts';
import { newestFirst, type KeptPurchase } from './kept-purchase.ts';

/** Figures of all that a member keeps of the purchases; `member_facts` holds the same. */
export interface BuyerFigures {
  readonly purchases: number;
  /** Calendar days with a purchase. */
  readonly visits: number;
  /** In the club's reporting currency; a purchase without a known rate counts as nothing. */
  readonly spend: Money;
  readonly firstPurchaseAt: Instant | null;
  readonly lastPurchaseAt: Instant | null;
  /** Of the newest purchases the location with most days; then the later one, then the lower id. */
  readonly homeLocationId: string | null;
}

/** So many of the newest purchases decide which location is the home. */
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
