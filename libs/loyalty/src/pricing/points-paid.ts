import { allocate, floorRatio } from '../money.ts';
import type { Amounts } from './kinds/kind.ts';

/** How a club lets members pay with points. */
export interface PointsPrice {
  /** So many points are worth `amounts`. */
  readonly points: number;
  readonly amounts: Amounts;
  /** The fewest points of a payment. */
  readonly least: number;
  /** Points are paid in multiples of this. */
  readonly step: number;
  /** The most of the goods that may be paid with points, in hundredths of a percent. */
  readonly share: number;
}

/** What a member may pay with points: multiples of `step` from `least` to `most`; nothing if `most` is 0. */
export interface PayablePoints {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** Why a member cannot pay with so many points. */
export type NotPayable =
  | { readonly kind: 'needs-member' }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'other-currency' }
  | { readonly kind: 'balance'; readonly available: number }
  | { readonly kind: 'too-few'; readonly least: number }
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'step'; readonly step: number };

/** Gross minor units that so many points pay, rounded down; null if the club names no price in this currency. */
export function paidByPoints(points: number, price: PointsPrice, currency: string): number | null {
  const worth = price.amounts[currency];
  return worth === undefined ? null : floorRatio([points, worth], [price.points]);
}

/**
 * @param goods what is to be paid for goods, after discounts, in gross minor units
 * @param available the member's points
 */
export function payablePoints(
  goods: number,
  available: number,
  price: PointsPrice,
  currency: string,
): PayablePoints {
  const { step, share } = price;
  const worth = price.amounts[currency];
  if (worth === undefined || worth === 0) return { least: price.least, most: 0, step };
  // Fewer points may be worth less than the smallest coin.
  const forOne = floorRatio([price.points + worth - 1], [worth]);
  const least = Math.max(price.least, floorRatio([forOne + step - 1], [step]) * step);
  const payable = floorRatio([goods, share], [10_000]);
  const enough = floorRatio([payable, price.points], [worth]);
  const most = floorRatio([Math.min(enough, Math.max(0, available))], [step]) * step;
  return most < least ? { least, most: 0, step } : { least, most, step };
}

/** Why so many points cannot be paid; null if they can. */
export function notPayable(
  points: number,
  { least, most, step }: PayablePoints,
  available: number,
): NotPayable | null {
  if (points > available) return { kind: 'balance', available: Math.max(0, available) };
  if (points > most) return { kind: 'too-many', most };
  if (points < least) return { kind: 'too-few', least };
  return points % step === 0 ? null : { kind: 'step', step };
}

/** A price reduction of all goods in proportion to what is to be paid for each. */
export const spreadOverLines = (amount: number, goods: readonly number[]): readonly number[] =>
  allocate(amount, goods);
