import type { EarningLine, EarningPurchase, EarningRule, StoredEarning } from '@regulars/loyalty';
import { thousandthsOf } from '@regulars/loyalty';
import type { PurchaseDetail, StoredLine } from './purchases.repository.ts';

const hundredths = (percent: number): number => Math.round(percent * 100);

const lineOf = ({
  amount,
  net,
  discount,
  quantity,
  taxRate,
  kind,
  sku,
  category,
  brand,
}: StoredLine): EarningLine => ({
  gross: amount,
  net,
  discount,
  quantity: thousandthsOf(quantity),
  taxRate: hundredths(taxRate),
  kind,
  sku,
  category,
  brand,
});

/** A stored purchase as the earning rules saw it. */
export const boughtOf = (purchase: PurchaseDetail): EarningPurchase => ({
  currency: purchase.currency,
  locationId: purchase.location_id,
  purchasedAt: purchase.purchased_at.getTime(),
  lines: purchase.lines.map(lineOf),
  payments: purchase.payments,
});

/** What returns of the purchase are decided by: what held when it was made. */
export const storedEarningOf = (purchase: PurchaseDetail, rules: readonly EarningRule[]): StoredEarning => {
  const { facts, policy, headroom, granted } = purchase.evaluation;
  return { rules, purchase: boughtOf(purchase), facts, policy, headroom, granted };
};

/** Thousandths of each line that came back already. */
export const returnedOf = ({ lines }: PurchaseDetail): { line: number; quantity: number }[] =>
  lines.flatMap(({ line, returned }) => (returned > 0 ? [{ line, quantity: thousandthsOf(returned) }] : []));
