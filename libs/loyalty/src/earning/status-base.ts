import { minorDigits } from '../money.ts';
import type { ClubPointsPolicy } from '../points/policy.ts';
import type { PriceBoundTerms } from './price-bound.ts';
import { earningAmounts, earnsOn, type EarningPurchase } from './purchase.ts';

/** How the money of one purchase becomes status credit. */
export interface SpendTerms {
  /** Converts it to the reporting currency; null while no rate is known, then it gives nothing. */
  readonly rate: string | null;
}

/** The club's terms as they are kept with a purchase. */
export type PurchasePolicy = Pick<ClubPointsPolicy, 'base' | 'discounts'> & {
  /** Where spending counts. Otherwise, and for older purchases, the rules decide. */
  readonly spend?: SpendTerms;
  /** Only if it has price-bound lines that earn within a limit. */
  readonly priceBound?: PriceBoundTerms;
};

interface Counted {
  readonly purchase: EarningPurchase;
  readonly policy: PurchasePolicy;
  /** Thousandths of each line that were not returned; everything if absent. */
  readonly remaining?: readonly number[];
}

/** Status credit of a purchase, be it by its rules (`byRules`) or by what was spent. */
export const statusOf = (byRules: number, { purchase, policy, remaining }: Counted): number =>
  policy.spend ? creditOfSpend(purchase, policy, policy.spend, remaining) : byRules;

/**
 * One for each whole unit of the reporting currency, rounded down once. Gift cards, deposits and what was paid with points
 * or gift cards count no more than for points.
 */
function creditOfSpend(
  purchase: EarningPurchase,
  policy: PurchasePolicy,
  { rate }: SpendTerms,
  remaining?: readonly number[],
): number {
  if (rate === null) return 0;
  const amounts = earnsOn(purchase.lines, earningAmounts(purchase, policy, remaining));
  const spent = amounts.reduce((sum, amount) => sum + amount, 0);
  const [whole = '', fraction = ''] = rate.split('.');
  const unit = 10n ** BigInt(fraction.length + minorDigits(purchase.currency));
  return Number((BigInt(Math.max(0, spent)) * BigInt(whole + fraction)) / unit);
}
