import type { ChosenLines } from '../earning/kinds/chosen-lines.ts';
import type { DiscountEffect } from './kinds/index.ts';
import type { Amounts, NoDiscount } from './kinds/kind.ts';
import type { Nth } from './nth.ts';

/** How discounts of one category count beside each other. */
export type WithinCategory =
  /** They do not combine. A second one is refused. */
  | 'none'
  /** The one with the largest discount counts. The others are not used up. */
  | 'best'
  /** All of them count. */
  | 'all';

/** A group of discounts. Categories with a smaller priority number come first. */
export interface DiscountCategory {
  readonly id: string;
  readonly priority: number;
  readonly within: WithinCategory;
}

/** What a coupon, an offer, a voucher or a person of the team may take off a cart. */
export interface Redeemable {
  readonly id: string;
  readonly effect: DiscountEffect;
  /** Which lines it is about. */
  readonly on: ChosenLines;
  /** Of these, only every n-th piece; all pieces if absent. */
  readonly nth?: Nth;
  /** The place of the only line that it is about; any line if absent. */
  readonly line?: number;
  readonly category: DiscountCategory;
  /** Whether it counts only alone, whatever else is in the cart. */
  readonly exclusive: boolean;
  /** The most that it takes off; no limit if null. */
  readonly atMost: Amounts | null;
  /** What is left of its budget; absent without a budget. In other currencies it does not count. */
  readonly left?: Amounts;
  /** Of a bonus: nothing that it is about earns points, so there is nothing to add to. */
  readonly earnsNothing?: true;
  /** The goods must cost so much before discounts; nothing is asked if null. */
  readonly minimumSpend: MinimumSpend | null;
}

export interface MinimumSpend {
  readonly amounts: Amounts;
  /** All goods of the cart, or the lines that the discount is about. */
  readonly of: 'cart' | 'chosen';
}

/** Why a discount does not apply. */
export type NotApplied =
  | NoDiscount
  /** So much is missing to the minimum spend, in minor units. */
  | { readonly kind: 'minimum-spend'; readonly missing: number }
  /** It adds points, but the purchase earns none for its goods. */
  | { readonly kind: 'no-points' }
  /** Nothing is left of its budget. */
  | { readonly kind: 'budget-used-up' }
  /** Another one of its category counts, and the category does not combine. */
  | { readonly kind: 'not-combinable'; readonly with: string }
  /** Another one takes more off, and only one of them counts. */
  | { readonly kind: 'outdone'; readonly by: string }
  /** It counts only alone, or another one does. */
  | { readonly kind: 'exclusive'; readonly with: string }
  /** The cart has as many discounts as the club allows. */
  | { readonly kind: 'too-many'; readonly most: number };
