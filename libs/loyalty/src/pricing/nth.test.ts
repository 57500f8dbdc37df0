import { describe, expect, it } from 'vitest';
import { byHand, coupon, euros, only, percentOff, priced, type Case } from '../../test/worked-cart.ts';
import type { DiscountEffect } from './kinds/index.ts';

const fixed = (price: number): DiscountEffect => ({
  kind: 'fixed-price',
  prices: { EUR: price },
  pieces: null,
});
const threeForTwo: DiscountEffect = {
  kind: 'buy-get',
  buy: 2,
  get: 1,
  percent: 10_000,
  times: null,
  given: null,
};
const second = { nth: { every: 2, most: null } };
const third = { nth: { every: 3, most: null } };
const then = { category: { id: 'then', priority: 2, within: 'all' } } as const;

const cases: readonly Case[] = [
  {
    what: 'half off every second piece: two of five alike',
    goods: [{ of: 'coffee', price: 1000, quantity: 5 }],
    coupons: [coupon('c', percentOff(50), second)],
    // 2 of 5 at 5.00.
    left: [4000],
  },
  {
    what: 'the dearest is counted first, so every second one is the cheaper of its two',
    goods: [
      { of: 'a', price: 300 },
      { of: 'b', price: 1000 },
      { of: 'c', price: 800 },
      { of: 'd', price: 200 },
    ],
    // By price 10.00, 8.00, 3.00, 2.00: the second and the fourth are 8.00 and 2.00, of which half is 5.00.
    coupons: [coupon('c', percentOff(50), second)],
    left: [300, 1000, 400, 100],
  },
  {
    what: 'every third piece of six, over the lines',
    goods: [
      { of: 'a', price: 900, quantity: 2 },
      { of: 'b', price: 500, quantity: 4 },
    ],
    // 9, 9, 5, 5, 5, 5: the third and the sixth are 5.00, and 1.00 is off each.
    coupons: [coupon('c', euros(100, 'piece'), third)],
    left: [1800, 1800],
  },
  {
    what: 'only the third piece, at a price of 1.00',
    goods: [
      { of: 'a', price: 900, quantity: 4 },
      { of: 'b', price: 500, quantity: 5 },
    ],
    coupons: [coupon('c', fixed(100), { nth: { every: 3, most: 1 } })],
    left: [2800, 2500],
  },
  {
    what: 'an amount once for the cart is shared out over these pieces only',
    goods: [
      { of: 'a', price: 1000, quantity: 2 },
      { of: 'b', price: 300, quantity: 2 },
    ],
    // Of 10, 10, 3, 3 the second and the fourth are 10.00 and 3.00; 2.60 over them is 2.00 and 0.60.
    coupons: [coupon('c', euros(260), second)],
    left: [1800, 540],
  },
  {
    what: 'at most 3.00 of 5.00',
    goods: [{ of: 'a', price: 1000, quantity: 2 }],
    coupons: [coupon('c', percentOff(50), { ...second, atMost: { EUR: 300 } })],
    left: [1700],
  },
  {
    what: 'of coffee only, and the minimum spend counts all of it',
    goods: [
      { of: 'coffee', price: 800, quantity: 2 },
      { of: 'cake', price: 900, quantity: 3 },
    ],
    coupons: [
      coupon('c', percentOff(25), {
        ...second,
        on: only('coffee'),
        minimumSpend: { amounts: { EUR: 1600 }, of: 'chosen' },
      }),
    ],
    left: [1400, 2700],
  },
  {
    what: 'goods by weight are one piece',
    goods: [
      { of: 'cheese', price: 2000, quantity: 0.35 },
      { of: 'bread', price: 400 },
    ],
    // 7.00 and 4.00: the second is the bread.
    coupons: [coupon('c', percentOff(50), second)],
    left: [700, 200],
  },
  {
    what: 'one piece is missing to the second, and there is none at all',
    goods: [{ of: 'coffee', price: 1000 }],
    coupons: [
      coupon('one', percentOff(50), second),
      coupon('tea', percentOff(50), { ...second, on: only('tea') }),
    ],
    left: [1000],
    not: { one: { kind: 'too-few-pieces', missing: 1 }, tea: { kind: 'no-matching-line' } },
  },
  {
    what: 'pieces that were counted are not counted again; a percentage of all goods still counts',
    goods: [{ of: 'coffee', price: 1000, quantity: 5 }],
    coupons: [
      coupon('c', percentOff(50), second),
      coupon('free', threeForTwo, then),
      coupon('all', percentOff(10), { category: { id: 'last', priority: 3, within: 'all' } }),
    ],
    // Four are used, so one is left for 3 for 2. 40.00 less a tenth.
    left: [3600],
    not: { free: { kind: 'too-few-pieces', missing: 2 } },
  },
  {
    what: 'what others made free is not counted',
    goods: [{ of: 'coffee', price: 900, quantity: 5 }],
    coupons: [coupon('free', threeForTwo), coupon('c', percentOff(50), { ...second, ...then })],
    // Three are used; of the two that are left the second costs 4.50.
    left: [3150],
  },
];

describe('every n-th piece, worked out by hand', () => {
  it.each(cases)('$what', (each) => {
    expect(priced(each)).toEqual(byHand(each));
  });
});
