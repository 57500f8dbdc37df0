import { describe, expect, it } from 'vitest';
import { byHand, coupon, only, percentOff, priced, type Case } from '../../test/worked-cart.ts';

const cases: readonly Case[] = [
  {
    what: 'free shipping takes off what shipping costs, and 10 % of the goods leaves it alone',
    goods: [
      { of: 'coffee', price: 3000, tax: 10 },
      { of: 'parcel', price: 490, kind: 'shipping' },
    ],
    coupons: [coupon('a', percentOff(10)), coupon('b', { kind: 'free-shipping' }, { on: only('coffee') })],
    left: [2700, 0],
    taxes: [
      [1000, 2700, 2455, 245],
      [2000, 0, 0, 0],
    ],
  },
  {
    what: 'free shipping from 50.00 of goods, and at most 3.00 of it',
    goods: [
      { of: 'coffee', price: 4990 },
      { of: 'parcel', price: 490, kind: 'shipping' },
    ],
    coupons: [
      coupon('a', { kind: 'free-shipping' }, { minimumSpend: { amounts: { EUR: 5000 }, of: 'cart' } }),
      coupon('b', { kind: 'free-shipping' }, { atMost: { EUR: 300 } }),
    ],
    left: [4990, 190],
    not: { a: { kind: 'minimum-spend', missing: 10 } },
  },
  {
    what: 'free shipping with books: none in the cart, and with coffee: nothing to send',
    goods: [{ of: 'coffee', price: 1000 }],
    coupons: [
      coupon('a', { kind: 'free-shipping' }, { on: only('books') }),
      coupon('b', { kind: 'free-shipping' }, { on: only('coffee') }),
    ],
    left: [1000],
    not: { a: { kind: 'no-matching-line' }, b: { kind: 'no-effect' } },
  },
  {
    what: 'half of the shipping, which is named',
    goods: [
      { of: 'coffee', price: 1000 },
      { of: 'parcel', price: 490, kind: 'shipping' },
    ],
    coupons: [
      coupon('a', percentOff(50), { on: { where: { fact: 'line.kind', op: 'is', value: 'shipping' } } }),
    ],
    left: [1000, 245],
  },
];

describe('carts with shipping, worked out by hand', () => {
  it.each(cases)('$what', (each) => {
    expect(priced(each)).toEqual(byHand(each));
  });
});
