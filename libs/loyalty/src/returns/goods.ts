import { remainingAfter, returnedAmount, type Earned, type ReturnedLine } from '../earning/return.ts';
import type { PricedLine } from '../price-line.ts';

/** A line of the purchase after a return. */
export interface LineAfterReturn {
  /** Index in the purchase, from 0. */
  readonly line: number;
  /** Thousandths, over all returns. */
  readonly returned: number;
  /** Gross value returned over all returns, in minor units. */
  readonly returnedAmount: number;
}

/** What a return leaves of a purchase. */
export interface GoodsReturned {
  /** Thousandths of each line that remain. */
  readonly remaining: readonly number[];
  /** The lines that this return touches. */
  readonly lines: readonly LineAfterReturn[];
  /** Gross value of this return alone. */
  readonly amount: number;
  /** Nothing of the purchase remains. */
  readonly whole: boolean;
}

/**
 * Returns goods. Amounts are computed from the total returned so far, so that partial returns in any order sum
 * to the same. Throws LoyaltyError('returned-more-than-bought', { line, bought, returned }),
 * 'quantity-out-of-range'.
 */
export function returnGoods(
  lines: readonly PricedLine[],
  before: readonly ReturnedLine[],
  now: readonly ReturnedLine[],
): GoodsReturned {
  const remaining = remainingAfter(lines, [...before, ...now]);
  const touched = [...new Set(now.map(({ line }) => line))].sort((a, b) => a - b);
  const after = touched.map((line) => lineAfter(lines, remaining, line));
  const earlier = touched.reduce((sum, line) => sum + amountOf(lines, line, quantityOf(before, line)), 0);
  return {
    remaining,
    lines: after,
    amount: after.reduce((sum, line) => sum + line.returnedAmount, 0) - earlier,
    whole: remaining.every((left) => left === 0) && amountWithoutQuantity(lines) === 0,
  };
}

/** Taken back only when everything is returned: lines of quantity 0, as in imports. */
function amountWithoutQuantity(lines: readonly PricedLine[]): number {
  return lines.reduce((sum, { quantity, gross }) => (quantity === 0 ? sum + gross : sum), 0);
}

function lineAfter(
  lines: readonly PricedLine[],
  remaining: readonly number[],
  line: number,
): LineAfterReturn {
  const returned = (lines[line]?.quantity ?? 0) - (remaining[line] ?? 0);
  return { line, returned, returnedAmount: amountOf(lines, line, returned) };
}

function amountOf(lines: readonly PricedLine[], line: number, quantity: number): number {
  const bought = lines[line];
  return bought ? returnedAmount(bought.gross, bought.quantity, quantity) : 0;
}

function quantityOf(returned: readonly ReturnedLine[], line: number): number {
  return returned.reduce((sum, each) => (each.line === line ? sum + each.quantity : sum), 0);
}

/**
 * Takes back everything that is left, including lines of quantity 0, for a purchase that should never have
 * counted.
 */
export function returnAllGoods(lines: readonly PricedLine[], before: readonly ReturnedLine[]): GoodsReturned {
  const earlier = lines.reduce((sum, _, line) => sum + amountOf(lines, line, quantityOf(before, line)), 0);
  return {
    remaining: lines.map(() => 0),
    lines: lines.map(({ quantity, gross }, line) => ({ line, returned: quantity, returnedAmount: gross })),
    amount: lines.reduce((sum, { gross }) => sum + gross, 0) - earlier,
    whole: true,
  };
}

/** What returning everything takes back, given what earlier returns booked. */
export function returnAllPoints(granted: Earned, booked: Earned): Earned {
  return { points: granted.points - booked.points, status: granted.status - booked.status };
}
