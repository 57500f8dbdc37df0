import type { Language } from '../words.ts';

/** The coupon or the offer that gives a bonus. JSON-safe. */
export interface BonusSource {
  readonly sort: 'coupon' | 'offer';
  readonly id: string;
  readonly version: number;
  readonly name: Readonly<Partial<Record<Language, string>>>;
}

/** How many points: a fixed number, or so many times what rules give for money. */
export type BonusAmount = { readonly points: number } | { readonly times: number };

/** Points that a redeemed coupon or offer adds to what a purchase earns. JSON-safe. */
export interface PointsBonus {
  readonly from: BonusSource;
  readonly gives: BonusAmount;
  /** The places of the lines that it is about. */
  readonly lines: readonly number[];
}
