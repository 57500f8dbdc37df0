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

/** The part of a purchase that places it. */
type Placed = Pick<KeptPurchase, 'id' | 'locationId' | 'purchasedAt'>;

/** Figures of what was booked before, as one query reads them. */
export interface StoredFigures extends Pick<
  BuyerFigures,
  'purchases' | 'visits' | 'firstPurchaseAt' | 'lastPurchaseAt'
> {
  /** Minor units of the reporting currency. */
  readonly spent: number;
  /** The newest `newestForHome` purchases. */
  readonly newest: readonly Placed[];
  /** Which of the days of the sales to decide had a visit already, YYYY-MM-DD. */
  readonly days: readonly string[];
}

const nothingBought: StoredFigures = {
  purchases: 0,
  visits: 0,
  spent: 0,
  firstPurchaseAt: null,
  lastPurchaseAt: null,
  newest: [],
  days: [],
};

export function figuresOf(
  purchases: readonly KeptPurchase[],
  reportingCurrency: string,
  zone: string,
): BuyerFigures {
  return figuresAfter(nothingBought, purchases, reportingCurrency, zone);
}

/** The figures of what was stored and of purchases since then. */
export function figuresAfter(
  stored: StoredFigures | null,
  since: readonly KeptPurchase[],
  reportingCurrency: string,
  zone: string,
): BuyerFigures {
  const before = stored ?? nothingBought;
  const moments = [
    before.firstPurchaseAt,
    before.lastPurchaseAt,
    ...since.map(({ purchasedAt }) => purchasedAt),
  ].filter((at) => at !== null);
  const amount = since.reduce((sum, { spent }) => sum + (spent ?? 0), before.spent);
  return {
    purchases: before.purchases + since.length,
    visits: before.visits + daysOf(since, zone).difference(new Set(before.days)).size,
    spend: { amount: Math.min(amount, Number.MAX_SAFE_INTEGER), currency: reportingCurrency },
    firstPurchaseAt: moments.length > 0 ? Math.min(...moments) : null,
    lastPurchaseAt: moments.length > 0 ? Math.max(...moments) : null,
    homeLocationId: homeOf([...before.newest, ...since], zone),
  };
}

function homeOf(purchases: readonly Placed[], zone: string): string | null {
  const newest = [...purchases].sort(newestFirst).slice(0, newestForHome);
  const locations = [...Map.groupBy(newest, ({ locationId }) => locationId)].map(([id, there]) => ({
    id,
    days: daysOf(there, zone).size,
    latest: there[0]?.purchasedAt ?? 0,
  }));
  const [home] = locations.sort((a, b) => b.days - a.days || b.latest - a.latest || (a.id < b.id ? -1 : 1));
  return home?.id ?? null;
}

function daysOf(purchases: readonly Placed[], zone: string): Set<string> {
  return new Set(purchases.map(({ purchasedAt }) => localDateOf(purchasedAt, zone).toString()));
}
