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
  const { least, step, share } = price;
  const worth = price.amounts[currency];
  const nothing = { least, most: 0, step };
  if (worth === undefined || worth === 0) return nothing;
  const payable = floorRatio([goods, share], [10_000]);
  const enough = floorRatio([payable, price.points], [worth]);
  const most = floorRatio([Math.min(enough, Math.max(0, available))], [step]) * step;
  return most < least ? nothing : { least, most, step };
}

/** A price reduction of all goods in proportion to what is to be paid for each. */
export const spreadOverLines = (amount: number, goods: readonly number[]): readonly number[] =>
  allocate(amount, goods);
