import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cartByHand, type ManualDiscount } from './by-hand.ts';
import { notGivenSentence } from './not-given.ts';
import type { Cart } from './price-cart.ts';
import type { Redeemable } from './redeemable.ts';

const line = (gross: number, more: Partial<Cart['lines'][number]> = {}): Cart['lines'][number] => ({
  gross,
  net: gross,
  discount: 0,
  quantity: 1000,
  taxRate: 2000,
  kind: 'goods',
  sku: null,
  category: null,
  brand: null,
  ...more,
});
const cartOf = (...lines: Cart['lines']): Cart => ({ currency: 'EUR', lines });
const off = (discount: Partial<ManualDiscount>): ManualDiscount => ({
  line: null,
  amount: null,
  percent: null,
  ...discount,
});
const coupon = (more: Partial<Redeemable> = {}): Redeemable => ({
  id: 'c',
  effect: { kind: 'percent', percent: 1000, of: 'reduced' },
  on: {},
  category: { id: 'coupons', priority: 100, within: 'all' },
  exclusive: false,
  atMost: null,
  minimumSpend: null,
  ...more,
});
const price = (
  cart: Cart,
  discounts: readonly ManualDiscount[],
  limit = 10_000,
  redeemables: readonly Redeemable[] = [],
) => {
  const told = cartByHand(cart, { redeemables, most: 10, unasked: new Set() }, { discounts, limit });
  return { lines: told.cart.lines.map(({ left }) => left), given: told.given };
};

describe('discounts by hand, worked out', () => {
  it.each([
    {
      what: 'an amount off a line',
      cart: cartOf(line(990), line(1400)),
      discounts: [off({ line: 0, amount: 200 })],
      lines: [790, 1400],
      given: [200],
    },
    {
      what: 'an amount off the cart, shared out by price',
      cart: cartOf(line(1000), line(2000), line(333)),
      discounts: [off({ amount: 100 })],
      lines: [970, 1940, 323],
      given: [100],
    },
    {
      what: 'a percentage of what a coupon left',
      cart: cartOf(line(1000), line(2000)),
      redeemables: [coupon()],
      discounts: [off({ percent: 1000 })],
      lines: [810, 1620],
      given: [270],
    },
    {
      what: 'two on one line: the larger one first',
      cart: cartOf(line(1000)),
      discounts: [off({ line: 0, percent: 1000 }), off({ line: 0, amount: 500 })],
      lines: [450],
      given: [50, 500],
    },
    {
      what: 'nothing off gift cards, deposits and prices set by law',
      cart: cartOf(line(5000, { kind: 'gift-card' }), line(1400, { priceBound: true }), line(1000)),
      discounts: [off({ percent: 5000 })],
      lines: [5000, 1400, 500],
      given: [500],
    },
  ])('$what', ({ cart, discounts, lines, given, redeemables }) => {
    const told = price(cart, discounts, 10_000, redeemables);
    expect(told.lines).toEqual(lines);
    expect(told.given).toEqual(given.map((discount) => ({ discount })));
  });

  it.each([
    {
      what: 'above the price',
      discount: off({ line: 0, amount: 1001 }),
      because: { kind: 'above-price', left: 1000 },
    },
    {
      what: 'above the limit',
      discount: off({ line: 0, percent: 1100 }),
      because: { kind: 'above-limit', most: 1000 },
    },
    { what: 'of a gift card', discount: off({ line: 1, amount: 1 }), because: { kind: 'no-goods' } },
  ])('refuses one $what, and takes nothing off', ({ discount, because }) => {
    const cart = cartOf(line(1000), line(5000, { kind: 'gift-card' }));
    const limit = because.kind === 'above-limit' ? 1000 : 10_000;
    expect(price(cart, [discount], limit)).toEqual({ lines: [1000, 5000], given: [{ because }] });
  });

  it('does not let two discounts together pass the limit of one line', () => {
    const both = [off({ line: 0, percent: 1000 }), off({ percent: 500 })];
    expect(price(cartOf(line(1000), line(1000)), both, 1000)).toEqual({
      lines: [900, 1000],
      given: [{ discount: 100 }, { because: { kind: 'above-limit', most: 1000 } }],
    });
  });

  it('refuses all of a person who may give none, and those beside a discount that counts alone', () => {
    const cart = cartOf(line(1000));
    expect(price(cart, [off({ amount: 1 })], 0).given).toEqual([{ because: { kind: 'not-allowed' } }]);
    const alone = coupon({ exclusive: true, category: { id: 'alone', priority: 0, within: 'all' } });
    expect(price(cart, [off({ amount: 1 })], 10_000, [alone])).toEqual({
      lines: [900],
      given: [{ because: { kind: 'exclusive' } }],
    });
  });
});

const someDiscount = fc.record({
  line: fc.option(fc.nat(2)),
  by: fc.oneof(
    fc.record({ amount: fc.integer({ min: 1, max: 3000 }), percent: fc.constant(null) }),
    fc.record({ amount: fc.constant(null), percent: fc.integer({ min: 1, max: 10_000 }) }),
  ),
});

it('never takes a line below zero or beyond the limit, and each discount is what its lines lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(5000), { minLength: 3, maxLength: 3 }),
      fc.array(someDiscount, { maxLength: 5 }),
      fc.integer({ min: 0, max: 10_000 }),
      (prices, some, limit) => {
        const cart = cartOf(...prices.map((gross) => line(gross)));
        const discounts = some.map(({ line: place, by }) => off({ line: place, ...by }));
        const told = cartByHand(
          cart,
          { redeemables: [], most: 10, unasked: new Set() },
          { discounts, limit },
        );
        for (const [index, { initial, left }] of told.cart.lines.entries()) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(initial).toBe(prices[index]);
          expect(initial - left).toBeLessThanOrEqual(Math.floor((initial * limit) / 10_000) + some.length);
        }
        const lost = told.cart.lines.reduce((sum, { initial, left }) => sum + initial - left, 0);
        const given = told.given.reduce((sum, each) => sum + ('discount' in each ? each.discount : 0), 0);
        expect(given).toBe(lost);
        for (const [place, each] of told.given.entries()) {
          const asked = discounts[place]?.amount;
          if ('discount' in each && asked !== null) expect(each.discount).toBe(asked);
        }
      },
    ),
  );
});

it('says why, in three languages', () => {
  const words = { language: 'de', currency: 'EUR' } as const;
  expect(notGivenSentence({ kind: 'above-limit', most: 1250 }, words)).toBe(
    'Du darfst höchstens 12,5\u00a0% nachlassen.',
  );
  expect(notGivenSentence({ kind: 'above-price', left: 990 }, { ...words, language: 'en' })).toBe(
    'Only 9.90 EUR can be taken off.',
  );
});
