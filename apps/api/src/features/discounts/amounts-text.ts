import type { Coupon } from '@regulars/contracts';
import { moneyText } from '@regulars/loyalty';

/** Amounts in several currencies, in one cell of a file. */
export const amountsText = (amounts: Coupon['budget']): string | null =>
  amounts && amounts.map(({ amount, currency }) => moneyText(amount, currency)).join(', ');
