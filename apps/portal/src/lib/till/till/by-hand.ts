import type { BasketLine, CartBody } from '#lib/till/shared/basket.ts';

/** What the cashier may take off by hand. */
export interface ManualTerms {
  /** Of the price of each line. */
  readonly percent: number;
  readonly reasons: readonly string[];
  readonly otherReasons: boolean;
}

/** A discount by hand of the open purchase: an amount in minor units, or a percentage. */
export interface GivenByHand {
  /** The SKU of its goods, or one of `typedLine` and `allLines`. */
  readonly on: string;
  readonly amount?: number;
  readonly percent?: number;
  readonly reason: string;
}

/** No SKU begins with a space. */
export const typedLine = ' typed';
export const allLines = ' all';

type Sent = NonNullable<CartBody['manualDiscounts']>[number];

/** The place of its line in the cart; undefined if the goods are gone, null for all goods. */
const placeOf = (on: string, basket: readonly BasketLine[], amount: number): number | null | undefined => {
  if (on === allLines) return null;
  if (on === typedLine) return amount > 0 ? basket.length : undefined;
  const place = basket.findIndex(({ sku }) => sku === on);
  return place < 0 ? undefined : place;
};

/** Those whose goods are in the cart. */
export const standing = (
  given: readonly GivenByHand[],
  basket: readonly BasketLine[],
  amount: number,
): readonly GivenByHand[] => given.filter(({ on }) => placeOf(on, basket, amount) !== undefined);

/** As a cart sends them. */
export const sentByHand = (
  given: readonly GivenByHand[],
  basket: readonly BasketLine[],
  amount: number,
): Sent[] =>
  standing(given, basket, amount).map(({ on, ...discount }) => {
    const line = placeOf(on, basket, amount);
    return { ...discount, ...(line === null || line === undefined ? {} : { line }) };
  });
