import type { DiscountEffect } from './index.ts';

type Of<Trait> = { readonly [K in DiscountEffect['kind']]: Trait };

// Apart from the kinds, because editors ask for them in browsers, which need nothing else of the pricing.

const pointKinds: Of<boolean> = {
  percent: false,
  amount: false,
  'fixed-price': false,
  'free-pieces': false,
  'buy-get': false,
  'free-shipping': false,
  'points-bonus': true,
  'points-multiplier': true,
};

/** Whether it lowers no price, but adds points to what the purchase earns. */
export const givesPoints = ({ kind }: Pick<DiscountEffect, 'kind'>): boolean => pointKinds[kind];

const nthKinds: Of<boolean> = {
  percent: true,
  amount: true,
  'fixed-price': true,
  'free-pieces': false,
  'buy-get': false,
  'free-shipping': false,
  'points-bonus': false,
  'points-multiplier': false,
};

/** Whether it may be about every n-th piece only. The other kinds say themselves which pieces they mean. */
export const takesNth = ({ kind }: Pick<DiscountEffect, 'kind'>): boolean => nthKinds[kind];
