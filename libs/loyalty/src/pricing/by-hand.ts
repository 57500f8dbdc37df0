import { floorRatio } from '../money.ts';
import { fairCart } from './fair-cart.ts';
import type { Cart, DiscountedCart } from './price-cart.ts';
import type { NotApplied, Redeemable } from './redeemable.ts';

/** A discount that a person of the team gives: an amount or a percentage. */
export interface ManualDiscount {
  /** The place of its line; null for all goods. */
  readonly line: number | null;
  /** Gross minor units; null for a percentage. */
  readonly amount: number | null;
  /** Hundredths of a percent of what other discounts left; null for an amount. */
  readonly percent: number | null;
}

/** Why a discount by hand does not count. */
export type NotGiven =
  /** The person may give none. */
  | { readonly kind: 'not-allowed' }
  /** The person may take off at most so many hundredths of a percent. */
  | { readonly kind: 'above-limit'; readonly most: number }
  /** Only so much is left to pay for the goods. */
  | { readonly kind: 'above-price'; readonly left: number }
  /** Gift cards, deposits and prices set by law stay. */
  | { readonly kind: 'no-goods' }
  | { readonly kind: 'nothing-left' }
  /** Another discount counts only alone. */
  | { readonly kind: 'exclusive' }
  | { readonly kind: 'too-many' };

/** What one of them takes off. */
export type Given = { readonly discount: number } | { readonly because: NotGiven };

export interface ByHand {
  readonly discounts: readonly ManualDiscount[];
  /** What they may take off a line together, in hundredths of a percent of what it costs without them; 0: nothing. */
  readonly limit: number;
}

interface Others {
  readonly redeemables: readonly Redeemable[];
  /** How many discounts a cart may have. */
  readonly most: number;
  /** As for `fairCart`. */
  readonly unasked: ReadonlySet<string>;
}

/** After coupons and offers: the person who gives it sees the price that they left. */
const category = { id: 'manual', priority: 200, within: 'all' } as const;

/** By the place of the discount in the cart. */
export const idByHand = (place: number): string => `manual-${place}`;

const redeemableOf = (
  { line, amount, percent }: ManualDiscount,
  place: number,
  currency: string,
): Redeemable => ({
  id: idByHand(place),
  effect:
    percent === null
      ? { kind: 'amount', amounts: { [currency]: amount ?? 0 }, per: 'cart' }
      : { kind: 'percent', percent, of: 'reduced' },
  on: {},
  ...(line === null ? {} : { line }),
  category,
  exclusive: false,
  atMost: null,
  minimumSpend: null,
});

/**
 * Prices a cart with what the team takes off by hand, after all other discounts. What is above the limit or the price does
 * not count at all, the later ones first. `given` has one for each discount, in their order.
 */
export function cartByHand(
  cart: Cart,
  { redeemables, most, unasked }: Others,
  { discounts, limit }: ByHand,
): { readonly cart: DiscountedCart; readonly given: readonly Given[] } {
  const refused = new Map<number, NotGiven>();
  if (limit === 0) for (const place of discounts.keys()) refused.set(place, { kind: 'not-allowed' });
  for (;;) {
    const counting = discounts.flatMap((discount, place) =>
      refused.has(place) ? [] : [{ discount, place }],
    );
    const own = counting.map(({ discount, place }) => redeemableOf(discount, place, cart.currency));
    const priced = fairCart(cart, [...redeemables, ...own], most, unasked);
    const wrong = firstRefusal(priced, counting) ?? aboveLimit(priced, counting, limit);
    if (!wrong) return { cart: priced, given: givenOf(discounts, priced, refused) };
    refused.set(wrong.place, wrong.because);
  }
}

interface Counting {
  readonly discount: ManualDiscount;
  readonly place: number;
}
interface Refusal {
  readonly place: number;
  readonly because: NotGiven;
}

const takenBy = ({ applied }: DiscountedCart, place: number): number =>
  applied.find(({ id }) => id === idByHand(place))?.discount ?? 0;

const firstRefusal = (priced: DiscountedCart, counting: readonly Counting[]): Refusal | null => {
  for (const { discount, place } of counting) {
    const unapplied = priced.notApplied.find(({ id }) => id === idByHand(place));
    if (unapplied) return { place, because: reasonOf(unapplied.because) };
    const left = takenBy(priced, place);
    if (discount.amount !== null && left < discount.amount)
      return { place, because: { kind: 'above-price', left } };
  }
  return null;
};

const reasons: { readonly [K in NotApplied['kind']]: NotGiven } = {
  'no-matching-line': { kind: 'no-goods' },
  'too-few-pieces': { kind: 'no-goods' },
  'other-currency': { kind: 'no-goods' },
  'minimum-spend': { kind: 'no-goods' },
  'no-effect': { kind: 'nothing-left' },
  'no-points': { kind: 'nothing-left' },
  'budget-used-up': { kind: 'nothing-left' },
  'not-combinable': { kind: 'exclusive' },
  outdone: { kind: 'exclusive' },
  exclusive: { kind: 'exclusive' },
  'too-many': { kind: 'too-many' },
};
const reasonOf = ({ kind }: NotApplied): NotGiven => reasons[kind];

/** The last one of the first line of which they take too much. Each is rounded once, so each may be a minor unit above. */
const aboveLimit = (
  { lines }: DiscountedCart,
  counting: readonly Counting[],
  limit: number,
): Refusal | null => {
  const places = new Map(counting.map(({ place }) => [idByHand(place), place]));
  for (const { left, discounts } of lines) {
    const own = discounts.flatMap(({ by, amount }) => {
      const place = places.get(by);
      return place === undefined ? [] : [{ place, amount }];
    });
    const taken = own.reduce((sum, { amount }) => sum + amount, 0);
    const allowed = floorRatio([left + taken, limit], [10_000]) + own.length;
    if (taken > allowed) {
      const place = Math.max(...own.map((each) => each.place));
      return { place, because: { kind: 'above-limit', most: limit } };
    }
  }
  return null;
};

const givenOf = (
  discounts: readonly ManualDiscount[],
  priced: DiscountedCart,
  refused: ReadonlyMap<number, NotGiven>,
): readonly Given[] =>
  discounts.map((_, place) => {
    const because = refused.get(place);
    return because ? { because } : { discount: takenBy(priced, place) };
  });
