import { describe, expect, it } from 'vitest';
import { byHand, coupon, euros, line, only, percentOff, priced, type Case } from '../../test/worked-cart.ts';
import type { DiscountEffect } from './kinds/index.ts';
import { discountCart } from './price-cart.ts';

const free = (pieces = 1, which: 'cheapest' | 'dearest' = 'cheapest', percent = 100): DiscountEffect => ({
  kind: 'free-pieces',
  which,
  pieces,
  percent: percent * 100,
});
const buyGet = (buy: number, get: number, more: Partial<Extract<DiscountEffect, { kind: 'buy-get' }>> = {}) =>
  ({ kind: 'buy-get', buy, get, percent: 10_000, times: null, given: null, ...more }) as const;
const fixed = (price: number, pieces: number | null = null): DiscountEffect => ({
  kind: 'fixed-price',
  prices: { EUR: price },
  pieces,
});
const first = { id: 'a', priority: 1, within: 'all' } as const;
const second = { id: 'b', priority: 2, within: 'all' } as const;

const cases: readonly Case[] = [
  {
    what: '20 % of 33.80 is 6.76',
    goods: [
      { of: 'coffee', price: 990, quantity: 2 },
      { of: 'books', price: 1400 },
    ],
    coupons: [coupon('c', percentOff(20))],
    // 676 over 1980 : 1400 is 396 and 280.
    left: [1584, 1120],
  },
  {
    what: '20 % off coffee leaves books alone',
    goods: [
      { of: 'coffee', price: 990, quantity: 2 },
      { of: 'books', price: 1400 },
    ],
    coupons: [coupon('c', percentOff(20), { on: only('coffee') })],
    left: [1584, 1400],
  },
  {
    what: 'at most 4.00 of 6.76',
    goods: [
      { of: 'coffee', price: 990, quantity: 2 },
      { of: 'books', price: 1400 },
    ],
    coupons: [coupon('c', percentOff(20), { atMost: { EUR: 400 } })],
    // 400 over 396 : 280 is 234.3 and 165.7.
    left: [1746, 1234],
  },
  {
    what: 'a third of 1.00 and the remainder on the first of equal lines',
    goods: [
      { of: 'a', price: 100 },
      { of: 'b', price: 100 },
      { of: 'c', price: 100 },
    ],
    coupons: [coupon('c', euros(100))],
    left: [66, 67, 67],
  },
  {
    what: 'half a cent is rounded up once, not per line',
    goods: [
      { of: 'a', price: 5 },
      { of: 'b', price: 5 },
      { of: 'c', price: 5 },
    ],
    coupons: [coupon('c', percentOff(10))],
    // 1.5 → 2.
    left: [4, 4, 5],
  },
  {
    what: '5.00 off 3.00 leaves nothing, and no debt',
    goods: [{ of: 'a', price: 300 }],
    coupons: [coupon('c', euros(500))],
    left: [0],
  },
  {
    what: '1.00 off each of three pieces',
    goods: [{ of: 'a', price: 250, quantity: 3 }],
    coupons: [coupon('c', euros(100, 'piece'))],
    left: [450],
  },
  {
    what: 'percent after amount, of what is left',
    goods: [{ of: 'a', price: 10_000 }],
    coupons: [
      coupon('amount', euros(2000), { category: first }),
      coupon('percent', percentOff(10), { category: second }),
    ],
    left: [7200],
  },
  {
    what: 'percent after amount, of the initial price',
    goods: [{ of: 'a', price: 10_000 }],
    coupons: [
      coupon('amount', euros(2000), { category: first }),
      coupon('percent', percentOff(10, 'initial'), { category: second }),
    ],
    left: [7000],
  },
  {
    what: 'the larger discount first within a category',
    goods: [{ of: 'a', price: 10_000 }],
    coupons: [coupon('small', euros(500)), coupon('large', percentOff(50))],
    // 50 % of 100.00, then 5.00 off.
    left: [4500],
  },
  {
    what: 'a free piece is not discounted twice',
    goods: [
      { of: 'coffee', price: 400 },
      { of: 'cake', price: 600 },
    ],
    coupons: [
      coupon('free', free(), { category: first }),
      coupon('again', free(), { category: second, on: only('coffee') }),
      coupon('percent', percentOff(10, 'initial'), { category: { ...second, id: 'c', priority: 3 } }),
    ],
    // Coffee is free. 10 % of 10.00 is 0.40 of the coffee, which is lost, and 0.60 of the cake.
    left: [0, 540],
    not: { again: { kind: 'no-effect' } },
  },
  {
    what: 'the dearest of mixed prices is free',
    goods: [
      { of: 'a', price: 400, quantity: 2 },
      { of: 'b', price: 650 },
    ],
    coupons: [coupon('c', free(1, 'dearest'))],
    left: [800, 0],
  },
  {
    what: '20 % off one new book, of two that cost the same',
    goods: [{ of: 'books', price: 1400, quantity: 2 }],
    coupons: [coupon('c', free(1, 'dearest', 20), { on: only('books') })],
    left: [2520],
  },
  {
    what: 'one of three that cost 9.99 together',
    goods: [{ of: 'a', price: 333, quantity: 3 }],
    coupons: [coupon('c', free())],
    left: [666],
  },
  {
    what: '3 for 2 with mixed prices: the two cheapest of seven',
    goods: [
      { of: 'a', price: 500, quantity: 3 },
      { of: 'b', price: 300, quantity: 2 },
      { of: 'c', price: 200, quantity: 1 },
      { of: 'd', price: 900, quantity: 1 },
    ],
    coupons: [coupon('c', buyGet(2, 1))],
    left: [1500, 300, 0, 900],
  },
  {
    what: '3 for 2, once per cart',
    goods: [{ of: 'a', price: 500, quantity: 6 }],
    coupons: [coupon('c', buyGet(2, 1, { times: 1 }))],
    left: [2500],
  },
  {
    what: '3 for 2 misses one piece',
    goods: [{ of: 'a', price: 500, quantity: 2 }],
    coupons: [coupon('c', buyGet(2, 1))],
    left: [1000],
    not: { c: { kind: 'too-few-pieces', missing: 1 } },
  },
  {
    what: 'half off every second',
    goods: [
      { of: 'a', price: 1000 },
      { of: 'b', price: 800 },
      { of: 'c', price: 700 },
    ],
    coupons: [coupon('c', buyGet(1, 1, { percent: 5000 }))],
    left: [1000, 800, 350],
  },
  {
    what: 'two coffees bring a cake, and the third coffee brings none',
    goods: [
      { of: 'coffee', price: 300, quantity: 3 },
      { of: 'cake', price: 450, quantity: 2 },
    ],
    coupons: [coupon('c', buyGet(2, 1, { given: only('cake') }), { on: only('coffee') })],
    left: [900, 450],
  },
  {
    what: 'three coffees for 2.50 each, the fourth at its price',
    goods: [{ of: 'coffee', price: 310, quantity: 4 }],
    coupons: [coupon('c', fixed(250, 3))],
    left: [1060],
  },
  {
    what: 'a kilogram for 12.00: 350 g cost 4.20',
    goods: [{ of: 'cheese', price: 1590, quantity: 0.35 }],
    // 15.90 × 0.35 is 5.565 → 5.57.
    coupons: [coupon('c', fixed(1200))],
    left: [420],
  },
  {
    what: '10 % off 350 g',
    goods: [{ of: 'cheese', price: 1590, quantity: 0.35, tax: 10 }],
    coupons: [coupon('c', percentOff(10))],
    // 0.557 → 0.56.
    left: [501],
    taxes: [[1000, 501, 455, 46]],
  },
  {
    what: 'taxes of 0, 10 and 20 % in one cart, a fixed amount over the rates',
    goods: [
      { of: 'stamps', price: 1000, tax: 0 },
      { of: 'food', price: 2000, tax: 10 },
      { of: 'wine', price: 3000, tax: 20 },
    ],
    coupons: [coupon('c', euros(1000))],
    // 10.00 over 1 : 2 : 3 is 1.67, 3.33 and 5.00.
    left: [833, 1667, 2500],
    taxes: [
      [0, 833, 833, 0],
      [1000, 1667, 1515, 152],
      [2000, 2500, 2083, 417],
    ],
  },
  {
    what: 'tax rounded once per rate, not per line',
    goods: [
      { of: 'a', price: 99, tax: 10 },
      { of: 'b', price: 99, tax: 10 },
      { of: 'c', price: 99, tax: 10 },
    ],
    coupons: [coupon('c', percentOff(10), { on: only('a') })],
    // 89 + 99 + 99 = 287; net 260.9 → 261.
    left: [89, 99, 99],
    taxes: [[1000, 287, 261, 26]],
  },
  {
    what: 'gift cards, deposits and books with a fixed price keep their price',
    goods: [
      { of: 'gift', price: 5000, kind: 'gift-card', tax: 0 },
      { of: 'bottle', price: 25, kind: 'deposit' },
      { of: 'books', price: 2400, priceBound: true, tax: 7 },
      { of: 'coffee', price: 1000 },
    ],
    coupons: [coupon('c', percentOff(50))],
    left: [5000, 25, 2400, 500],
  },
  {
    what: 'from 15.00 of goods on; 5.20 are missing',
    goods: [
      { of: 'coffee', price: 980 },
      { of: 'gift', price: 5000, kind: 'gift-card' },
    ],
    coupons: [coupon('c', percentOff(20), { minimumSpend: { amounts: { EUR: 1500 }, of: 'cart' } })],
    left: [980, 5000],
    not: { c: { kind: 'minimum-spend', missing: 520 } },
  },
  {
    what: 'the minimum spend counts prices before discounts',
    goods: [{ of: 'coffee', price: 1500 }],
    coupons: [
      coupon('one', euros(500), { category: first }),
      coupon('two', euros(100), { category: second, minimumSpend: { amounts: { EUR: 1500 }, of: 'chosen' } }),
    ],
    left: [900],
  },
  {
    what: 'the best of a category; the other is not used up',
    goods: [{ of: 'a', price: 3000 }],
    coupons: [percentOff(10), euros(400)].map((effect, index) =>
      coupon(`c${index}`, effect, { category: { id: 'x', priority: 1, within: 'best' } }),
    ),
    left: [2600],
    not: { c0: { kind: 'outdone', by: 'c1' } },
  },
  {
    what: 'a category that does not combine',
    goods: [{ of: 'a', price: 3000 }],
    coupons: [percentOff(10), euros(400)].map((effect, index) =>
      coupon(`c${index}`, effect, { category: { id: 'x', priority: 1, within: 'none' } }),
    ),
    left: [2600],
    not: { c0: { kind: 'not-combinable', with: 'c1' } },
  },
  {
    what: 'an exclusive discount of an earlier category counts alone',
    goods: [{ of: 'a', price: 3000 }],
    coupons: [
      coupon('alone', percentOff(30), { category: first, exclusive: true }),
      coupon('other', euros(100), { category: second }),
    ],
    left: [2100],
    not: { other: { kind: 'exclusive', with: 'alone' } },
  },
  {
    what: 'another currency has no amount',
    goods: [{ of: 'a', price: 3000 }],
    coupons: [coupon('c', { kind: 'amount', amounts: { CZK: 100 }, per: 'cart' })],
    left: [3000],
    not: { c: { kind: 'other-currency' } },
  },
];

describe('carts worked out by hand', () => {
  it.each(cases)('$what', (each) => {
    expect(priced(each)).toEqual(byHand(each));
  });

  it('has no more than the club allows, the largest ones', () => {
    const coupons = [100, 300, 200].map((amount) => coupon(`c${amount}`, euros(amount)));
    const { applied, notApplied } = discountCart(
      { currency: 'EUR', lines: [line({ of: 'a', price: 3000 })] },
      coupons,
      2,
    );
    expect(applied).toEqual([
      { id: 'c300', discount: 300 },
      { id: 'c200', discount: 200 },
    ]);
    expect(notApplied).toEqual([{ id: 'c100', because: { kind: 'too-many', most: 2 } }]);
  });
});
