import type { BodyOf, returnPurchase } from '@regulars/contracts';
import { LoyaltyError, remainingAfter, roundRatio, thousandthsOf, type EarningLine } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import { boughtOf, returnedOf } from './bought.ts';
import type { PurchaseDetail } from './purchases.repository.ts';

export type ReturnOffered = BodyOf<typeof returnPurchase>;

/** A line of the purchase as it stands after the return. */
export interface LineAfter {
  readonly line: number;
  /** Thousandths. */
  readonly returned: number;
  readonly returnedAmount: number;
}

export interface GoodsReturned {
  /** Thousandths of each line that remain bought. */
  readonly remaining: readonly number[];
  readonly lines: readonly LineAfter[];
  /** Gross, of this return. */
  readonly amount: number;
}

/** What this return leaves of the purchase. Throws `returned-more-than-bought` with the pointer. */
export const readGoods = (purchase: PurchaseDetail, offered: ReturnOffered['lines']): GoodsReturned => {
  const { lines } = boughtOf(purchase);
  const now = offered.map(({ line, quantity }) => ({ line, quantity: thousandthsOf(quantity) }));
  const remaining = leftOf(lines, [...returnedOf(purchase), ...now], offered);
  const touched = [...new Set(now.map(({ line }) => line))].sort((a, b) => a - b);
  const after = touched.map((line) => lineAfter(lines, remaining, line));
  const before = touched.reduce((sum, line) => sum + (purchase.lines[line]?.returnedAmount ?? 0), 0);
  return {
    remaining,
    lines: after,
    amount: after.reduce((sum, line) => sum + line.returnedAmount, 0) - before,
  };
};

const leftOf = (
  lines: readonly EarningLine[],
  returned: readonly { line: number; quantity: number }[],
  offered: ReturnOffered['lines'],
): number[] => {
  try {
    return remainingAfter(lines, returned);
  } catch (error) {
    if (!(error instanceof LoyaltyError) || error.code !== 'returned-more-than-bought') throw error;
    const at = offered.findLastIndex(({ line }) => line === error.details.line);
    const bought = Number(error.details.bought) / 1000;
    throw ClubError.field('returned-more-than-bought', `/lines/${at}/quantity`, `only ${bought} bought`);
  }
};

// From the whole that came back, so that parts in any order sum to the same.
const lineAfter = (lines: readonly EarningLine[], remaining: readonly number[], line: number): LineAfter => {
  const bought = lines[line];
  const left = remaining[line];
  if (!bought || left === undefined) throw new Error(`There is no line ${line}`);
  const returned = bought.quantity - left;
  return { line, returned, returnedAmount: roundRatio([bought.gross, returned], [bought.quantity]) };
};
