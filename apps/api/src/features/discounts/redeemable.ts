import type { Coupon } from '@regulars/contracts';
import type { DiscountEffect, Redeemable } from '@regulars/loyalty';

type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Amounts = NonNullable<Coupon['atMost']>;

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
};

const effectOf = <K extends Effect['kind']>(effect: OfKind<K>): DiscountEffect =>
  effects[effect.kind](effect);

/**
 * Offers are prices of a member, so they come before coupons: a tenth off with a code is a tenth of what the offer left. In
 * a group all count together, except exclusive ones, which come first and count alone.
 */
const groups = {
  coupons: {
    together: { id: 'coupons', priority: 100, within: 'all' },
    alone: { id: 'exclusive-coupons', priority: 0, within: 'all' },
  },
  offers: {
    together: { id: 'offers', priority: 50, within: 'all' },
    alone: { id: 'exclusive-offers', priority: 10, within: 'all' },
  },
} as const;

/** What a discount is: a coupon or an offer. */
export type DiscountGroup = keyof typeof groups;

type Discounting = Pick<Coupon, 'id' | 'effect' | 'on' | 'atMost' | 'minimumSpend' | 'exclusive'>;

/** A discount as the pricing of carts takes it. `left` is what is left of its budget; null without a budget. */
export const redeemableOf = (
  { id, effect, on, atMost, minimumSpend, exclusive }: Discounting,
  group: DiscountGroup,
  left: Left | null = null,
): Redeemable => ({
  id,
  effect: effectOf(effect),
  on,
  category: groups[group][exclusive ? 'alone' : 'together'],
  exclusive,
  atMost: atMost && byCurrency(atMost),
  ...(left ? { left } : {}),
  minimumSpend: minimumSpend && { amounts: byCurrency(minimumSpend.amounts), of: minimumSpend.of },
});
