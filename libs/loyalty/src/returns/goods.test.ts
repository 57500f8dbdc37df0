import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goods } from '../../test/purchases.ts';
import { returnAllGoods, returnAllPoints, returnGoods, type ReturnedLine } from '../index.ts';

const pieces = (line: number, count: number): ReturnedLine => ({ line, quantity: count * 1000 });

describe('the rest of a purchase after a return', () => {
  test('lists the returned lines with their remaining quantity, and the amount of this return alone', () => {
    const lines = [goods(1000, { quantity: 3000 }), goods(500)];
    expect(returnGoods(lines, [], [pieces(0, 1)])).toEqual({
      remaining: [2000, 1000],
      lines: [{ line: 0, returned: 1000, returnedAmount: 333 }],
      amount: 333,
      whole: false,
    });
    expect(returnGoods(lines, [pieces(0, 1)], [pieces(0, 1), pieces(1, 1)])).toEqual({
      remaining: [1000, 0],
      lines: [
        { line: 0, returned: 2000, returnedAmount: 667 },
        { line: 1, returned: 1000, returnedAmount: 500 },
      ],
      amount: 334 + 500,
      whole: false,
    });
  });

  test('accepts the same line twice in one return', () => {
    const { amount, lines } = returnGoods([goods(900, { quantity: 3000 })], [], [pieces(0, 1), pieces(0, 1)]);
    expect({ amount, lines }).toEqual({
      amount: 600,
      lines: [{ line: 0, returned: 2000, returnedAmount: 600 }],
    });
  });

  test.each([
    ['more than was bought', [pieces(0, 2)], 'returned-more-than-bought'],
    ['a line that is not there', [pieces(5, 1)], 'returned-more-than-bought'],
    ['nothing of a line', [{ line: 0, quantity: 0 }], 'quantity-out-of-range'],
  ])('refuses %s', (_, now, code) => {
    expect(() => returnGoods([goods(1000)], [], now)).toThrow(expect.objectContaining({ code }));
  });

  test('all partial returns together give back the whole amount', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), parts, (gross, quantities) => {
        const lines = [goods(gross, { quantity: quantities.reduce((sum, each) => sum + each, 0) })];
        const before: ReturnedLine[] = [];
        let amount = 0;
        for (const quantity of quantities) {
          amount += returnGoods(lines, before, [{ line: 0, quantity }]).amount;
          before.push({ line: 0, quantity });
        }
        expect(amount).toBe(gross);
      }),
    );
  });
});

test.each([
  ['every piece', [goods(1000, { quantity: 2000 })], [pieces(0, 2)], true],
  ['a part', [goods(1000, { quantity: 2000 })], [pieces(0, 1)], false],
  ['all but a free piece', [goods(1000), goods(0)], [pieces(0, 1)], false],
  ['all but an amount without a quantity', [goods(1000), goods(250, { quantity: 0 })], [pieces(0, 1)], false],
  ['all beside a line of nothing', [goods(1000), goods(0, { quantity: 0 })], [pieces(0, 1)], true],
] as const)('the return of %s', (_, lines, returned, whole) => {
  expect(returnGoods(lines, [], returned).whole).toBe(whole);
  expect(returnAllGoods(lines, returned).whole).toBe(true);
});

describe('a full return', () => {
  test('takes everything that is left, including lines without a quantity', () => {
    const lines = [goods(1000, { quantity: 3000 }), goods(250, { quantity: 0 })];
    expect(returnAllGoods(lines, [pieces(0, 1)])).toEqual({
      remaining: [0, 0],
      lines: [
        { line: 0, returned: 3000, returnedAmount: 1000 },
        { line: 1, returned: 0, returnedAmount: 250 },
      ],
      amount: 917,
      whole: true,
    });
    expect(returnAllPoints({ points: 10, status: 8 }, { points: 4, status: 8 })).toEqual({
      points: 6,
      status: 0,
    });
  });
});
