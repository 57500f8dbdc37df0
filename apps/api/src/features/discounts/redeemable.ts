import {
  lastDiscountPriority,
  usualDiscountPriorities,
  type Coupon,
  type UsualDiscountGroup,
} from '@regulars/contracts';
import type { DiscountEffect, Redeemable } from '@regulars/loyalty';

type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Amounts = NonNullable<Coupon['atMost']>;

type Category = Redeemable['category'];

/** By currency, in minor units. */
export type Left = Readonly<Record<string, number>>;

const byCurrency = (amounts: Amounts): Record<string, number> =>
  Object.fromEntries(amounts.map(({ amount, currency }) => [currency, amount]));

/** Percent with two places as hundredths of a percent. */
const hundredths = (percent: number): number => Math.round(percent * 100);

/** The effect of each kind as the pricing of carts takes it. A kind missing on one side does not compile. */
const effects: { readonly [K in DiscountEffect['kind']]: (effect: OfKind<K>) => DiscountEffect } = {
  percent: ({ percent, ...effect }) => ({ ...effect, percent: hundredths(percent) }),
  amount: ({ amounts, ...effect }) => ({ ...effect, amounts: byCurrency(amounts) }),
  'fixed-price': ({ prices, ...effect }) => ({ ...effect, prices: byCurrency(prices) }),
  'free-pieces': ({ percent, ...effect }) => ({ ...effect, percent: hundredths(percent) }),
  'buy-get': ({ percent, ...effect }) => ({ ...effect, percent: hundredths(percent) }),
  'free-shipping': (effect) => effect,
  'points-bonus': (effect) => effect,
  'points-multiplier': (effect) => effect,
};

const effectOf = <K extends Effect['kind']>(effect: OfKind<K>): DiscountEffect =>
  effects[effect.kind](effect);

/** What a discount is: a coupon, an offer or a voucher. */
export type DiscountGroup = 'coupons' | 'offers' | 'vouchers';

const usual = (id: UsualDiscountGroup): Category => ({
  id,
  priority: usualDiscountPriorities[id],
  within: 'all',
});

// What was paid with points lowers what everything else has left.
const last: Category = { id: 'vouchers', priority: lastDiscountPriority + 1, within: 'all' };

/**
 * Where discounts without a category come. Offers are prices of a member, so they come before coupons: a tenth off with a code
 * is a tenth of what the offer left. In a group all count together, except exclusive ones, which come first and count alone. Vouchers come last.
 */
const groups: Readonly<Record<DiscountGroup, Readonly<Record<'together' | 'alone', Category>>>> = {
  coupons: { together: usual('coupons'), alone: usual('exclusive-coupons') },
  offers: { together: usual('offers'), alone: usual('exclusive-offers') },
  vouchers: { together: last, alone: last },
};

type Discounting = Pick<Coupon, 'id' | 'effect' | 'on' | 'nth' | 'atMost' | 'minimumSpend' | 'exclusive'>;

interface Placing {
  /** What is left of its budget; null without a budget. */
  readonly left?: Left | null;
  /** That of the club; absent: the usual one of its group. */
  readonly category?: Category;
}

/** A discount as the pricing of carts takes it. */
export const redeemableOf = (
  { id, effect, on, nth, atMost, minimumSpend, exclusive }: Discounting,
  group: DiscountGroup,
  { left = null, category = groups[group][exclusive ? 'alone' : 'together'] }: Placing = {},
): Redeemable => ({
  id,
  effect: effectOf(effect),
  on,
  ...(nth ? { nth } : {}),
  category,
  exclusive,
  atMost: atMost && byCurrency(atMost),
  ...(left ? { left } : {}),
  minimumSpend: minimumSpend && { amounts: byCurrency(minimumSpend.amounts), of: minimumSpend.of },
});
