import type { ChosenLines } from '../../earning/kinds/chosen-lines.ts';
import type { BonusAmount } from '../../earning/points-bonus.ts';
import type { Cut, Portion } from '../portions.ts';

/** What a discount may use to decide. */
export interface DiscountInput {
  /** Everything that discounts may touch: no gift cards, no deposits, nothing with a price set by law. */
  readonly portions: readonly Portion[];
  readonly currency: string;
  /** Whether the discount is about the line of this portion. */
  readonly isChosen: (portion: Portion) => boolean;
  readonly isShipping: (portion: Portion) => boolean;
  /** The same for other lines that the discount names. */
  readonly isAmong: (lines: ChosenLines) => (portion: Portion) => boolean;
}

/** Why a discount gives nothing for this cart. */
export type NoDiscount =
  /** No line of the cart is meant. */
  | { readonly kind: 'no-matching-line' }
  /** So many pieces are missing. */
  | { readonly kind: 'too-few-pieces'; readonly missing: number }
  /** The cart has no price that it could lower. */
  | { readonly kind: 'no-effect' }
  /** It names no amount for the currency of the cart. */
  | { readonly kind: 'other-currency' };

/**
 * What a discount does to the cart: every portion once, divided where only some of its pieces are meant. With points if it
 * adds to what the purchase earns.
 */
export type Discount =
  { readonly cuts: readonly Cut[]; readonly points?: BonusAmount } | { readonly none: NoDiscount };

/** Minor units by currency. */
export type Amounts = Readonly<Record<string, number>>;

/** A kind of discount. Its file contains everything specific to the kind, and `kinds/index.ts` lists it. */
export interface DiscountKind<Effect> {
  readonly apply: (effect: Effect, input: DiscountInput) => Discount;
}

/** The portions that a discount is about, and the others. */
export function chosenOf({ portions, isChosen }: DiscountInput): {
  readonly chosen: readonly Portion[];
  readonly others: readonly Portion[];
} {
  const { chosen = [], others = [] } = Object.groupBy(portions, (portion) =>
    isChosen(portion) ? 'chosen' : 'others',
  );
  return { chosen, others };
}

/** The portions of which a discount on single pieces may use some, and the others. */
export function openOf(input: DiscountInput): {
  readonly open: readonly Portion[];
  readonly others: readonly Portion[];
} {
  const { chosen, others } = chosenOf(input);
  return {
    open: chosen.filter(({ taken }) => !taken),
    others: [...others, ...chosen.filter(({ taken }) => taken)],
  };
}
