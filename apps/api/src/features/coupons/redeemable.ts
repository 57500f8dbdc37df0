import type { Coupon } from '@regulars/contracts';
import type { DiscountEffect, Redeemable } from '@regulars/loyalty';

type Effect = Coupon['effect'];
type OfKind<K extends Effect['kind']> = Extract<Effect, { kind: K }>;
type Amounts = NonNullable<Coupon['atMost']>;

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
};

const effectOf = <K extends Effect['kind']>(effect: OfKind<K>): DiscountEffect =>
  effects[effect.kind](effect);

/** One for all coupons: they count together, except exclusive ones, which come first and count alone. */
const categories = {
  together: { id: 'coupons', priority: 100, within: 'all' },
  alone: { id: 'exclusive-coupons', priority: 0, within: 'all' },
} as const;

type Discounting = Pick<Coupon, 'id' | 'effect' | 'on' | 'atMost' | 'minimumSpend' | 'exclusive'>;

/** A coupon as the pricing of carts takes it. */
export const redeemableOf = ({
  id,
  effect,
  on,
  atMost,
  minimumSpend,
  exclusive,
}: Discounting): Redeemable => ({
  id,
  effect: effectOf(effect),
  on,
  category: exclusive ? categories.alone : categories.together,
  exclusive,
  atMost: atMost && byCurrency(atMost),
  minimumSpend: minimumSpend && { amounts: byCurrency(minimumSpend.amounts), of: minimumSpend.of },
});
