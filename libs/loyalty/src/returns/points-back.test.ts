import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../money.ts';
import { priceLine, type PricedLine } from '../price-line.ts';
import { paidBack, type PointsPayment } from './points-back.ts';

/** Coffee of €10 and a book of €14, of which 600 points pay 6.00; a deposit of €1. */
const values = [1000, 1400, 100];
const shares = [250, 350, 0];
const lines: PricedLine[] = values.map((value, index) => ({
  ...priceLine({ amount: value - (shares[index] ?? 0) }),
  quantity: 2000,
}));
const payment = (first: PointsPayment['first']): PointsPayment => ({
  points: 600,
  amount: 600,
  shares,
  first,
});

describe('what a return gives back of a purchase that was paid with points', () => {
  it.each([
    { first: 'points', remaining: [1000, 2000, 2000], back: { points: 500, money: 0, left: 100 } },
    { first: 'points', remaining: [0, 2000, 2000], back: { points: 600, money: 400, left: 0 } },
    { first: 'points', remaining: [2000, 2000, 1000], back: { points: 0, money: 50, left: 600 } },
    { first: 'money', remaining: [0, 2000, 2000], back: { points: 0, money: 1000, left: 600 } },
    { first: 'money', remaining: [0, 1000, 2000], back: { points: 0, money: 1700, left: 600 } },
    { first: 'money', remaining: [0, 0, 1000], back: { points: 600, money: 1850, left: 0 } },
  ] as const)('$first first, $remaining remain', ({ first, remaining, back }) => {
    expect(paidBack(lines, payment(first), remaining)).toEqual(back);
  });

  it('gives back everything with the last of the goods, and never more in any order', () => {
    const cart = fc.array(fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        cart,
        fc.nat(),
        fc.integer({ min: 1, max: 700 }),
        fc.constantFrom('points', 'money'),
        fc.nat(),
        (bought, paid, rate, first, seed) => {
          const total = bought.reduce((sum, [price]) => sum + price, 0);
          const amount = 1 + (paid % total);
          const points = Math.ceil((amount * rate) / 100);
          const taken = allocate(
            amount,
            bought.map(([price]) => price),
          );
          const priced = bought.map(([price, pieces], index): PricedLine => ({
            ...priceLine({ amount: price - (taken[index] ?? 0) }),
            quantity: pieces * 1000,
          }));
          const order = bought
            .flatMap(([, pieces], line) => Array.from({ length: pieces }, () => line))
            .map((line, index) => ({ line, at: (seed * (index + 7)) % 101 }))
            .sort((one, other) => one.at - other.at);
          const remaining = priced.map(({ quantity }) => quantity);
          let [before, money] = [0, 0];
          for (const { line } of order) {
            remaining[line] = (remaining[line] ?? 0) - 1000;
            const back = paidBack(priced, { points, amount, shares: taken, first }, remaining);
            expect(back.points).toBeGreaterThanOrEqual(before);
            expect(back.money).toBeGreaterThanOrEqual(money);
            expect(back.left).toBeGreaterThanOrEqual(0);
            [before, money] = [back.points, back.money];
          }
          expect({ before, money }).toEqual({ before: points, money: total - amount });
        },
      ),
      { numRuns: 300 },
    );
  });
});
