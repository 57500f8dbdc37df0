import { returnedAmount } from '../earning/return.ts';
import { floorRatio } from '../money.ts';
import type { PricedLine } from '../price-line.ts';

/** What a return gives back first: the points that were paid, or money. */
export type BackFirst = 'points' | 'money';

/** What of a purchase was paid with points. */
export interface PointsPayment {
  readonly points: number;
  /** Their worth, in gross minor units. */
  readonly amount: number;
  /** What they took off each line. Lines without a share cannot be paid with points. */
  readonly shares: readonly number[];
  readonly first: BackFirst;
}

/** What all returns together give back if so much remains. */
export interface PaidBack {
  readonly points: number;
  /** Gross minor units. */
  readonly money: number;
  /** What points still pay of the goods that remain. */
  readonly left: number;
}

/**
 * It depends on what remains alone, so partial returns in any order give back the same, and all of them everything.
 * @param lines what was paid for them in money
 * @param remaining thousandths of each line
 */
export function paidBack(
  lines: readonly PricedLine[],
  { points, amount, shares, first }: PointsPayment,
  remaining: readonly number[],
): PaidBack {
  let [value, back, others] = [0, 0, 0];
  lines.forEach(({ gross, quantity }, index) => {
    const share = shares[index] ?? 0;
    const returned = returnedAmount(gross + share, quantity, quantity - (remaining[index] ?? quantity));
    if (share === 0) others += returned;
    else [value, back] = [value + gross + share, back + returned];
  });
  const worth = first === 'points' ? Math.min(amount, back) : Math.max(0, back - (value - amount));
  return {
    points: worth === amount ? points : floorRatio([points, worth], [amount]),
    money: others + back - worth,
    left: amount - worth,
  };
}
