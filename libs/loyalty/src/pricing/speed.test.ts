import { expect, test } from 'vitest';
import { fastest } from '../../test/fastest.ts';
import { goods } from '../../test/purchases.ts';
import { fairCart } from './fair-cart.ts';
import type { DiscountEffect } from './kinds/index.ts';
import type { Cart } from './price-cart.ts';
import type { Redeemable } from './redeemable.ts';

const lines = 50;
const redeemables = 20;

const effects: readonly DiscountEffect[] = [
  { kind: 'percent', percent: 1000, of: 'reduced' },
  { kind: 'amount', amounts: { EUR: 500 }, per: 'cart' },
  { kind: 'fixed-price', prices: { EUR: 90 }, pieces: 3 },
  { kind: 'free-pieces', which: 'cheapest', pieces: 2, percent: 5000 },
  { kind: 'buy-get', buy: 2, get: 1, percent: 10_000, times: null, given: null },
];

/** Each kind several times, half of them for some goods, and one that counts alone if it takes more off. */
const several = (within: Redeemable['category']['within']): Redeemable[] =>
  Array.from({ length: redeemables }, (_, index) => ({
    id: `discount-${index}`,
    effect: effects[index % effects.length] as DiscountEffect,
    on: index % 2 === 0 ? {} : { where: { fact: 'line.category', op: 'is', value: `c${index % 9}` } },
    category: { id: `category-${index % 4}`, priority: index % 4, within },
    exclusive: index === redeemables - 1,
    atMost: index % 3 === 0 ? { EUR: 2000 } : null,
    minimumSpend: index % 5 === 0 ? { amounts: { EUR: 1000 }, of: 'cart' } : null,
  }));

/** Each till sends its own lines: nothing is known of them from the cart before. */
const cart = (): Cart => ({
  currency: 'EUR',
  lines: Array.from({ length: lines }, (_, index) =>
    goods(300 + 7 * index, { quantity: 1000 * (1 + (index % 4)), category: `c${index % 9}` }),
  ),
});

test.each(['all', 'best'] as const)(
  '20 discounts price 50 lines in ten milliseconds, where %s of a category count',
  (within) => {
    const some = several(within);
    const unasked = new Set(some.slice(redeemables / 2).map(({ id }) => id));
    const { applied } = fairCart(cart(), some, redeemables, unasked);
    expect(applied.length).toBeGreaterThan(3);
    expect(fastest(200, 10, () => fairCart(cart(), some, redeemables, unasked))).toBeLessThan(10);
  },
);
