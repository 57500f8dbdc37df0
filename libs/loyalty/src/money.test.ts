import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allocate,
  assertAmount,
  floorRatio,
  maxAmount,
  moneyText,
  roundRatio,
  scaledDecimal,
  thousandthsOf,
} from './money.ts';

test('ratios are exact beyond the precision of floats', () => {
  expect(floorRatio([maxAmount, 999_999, 7], [1_000_000, 7])).toBe(999_999_000_000);
  expect(floorRatio([99, 1], [100])).toBe(0);
  expect([roundRatio([1], [2]), roundRatio([149], [100]), roundRatio([150], [100])]).toEqual([1, 1, 2]);
});

test.each([
  [1, [1, 1], [1, 0]],
  [10, [1, 1, 1], [4, 3, 3]],
  [100, [333, 333, 334], [33, 33, 34]],
  [5, [0, 1, 0], [0, 5, 0]],
  [5, [0, 0], [5, 0]],
  [0, [], []],
])('splits %i over %j into %j', (total, weights, parts) => {
  expect(allocate(total, weights)).toEqual(parts);
});

test('the parts sum to the total and differ from their share by less than one', () => {
  const weights = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.nat(1_000_000), weights, (total, weights) => {
      const parts = allocate(total, weights);
      const sum = weights.reduce((all, weight) => all + weight, 0);
      expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
      if (sum === 0) return;
      parts.forEach((part, index) => {
        expect(Math.abs(part * sum - total * (weights[index] ?? 0))).toBeLessThan(sum);
      });
    }),
  );
});

test('decimals are parsed digit by digit', () => {
  expect([0, 1, 0.1, 1.005, 2.5, 0.125].map((value) => scaledDecimal(value, 3))).toEqual([
    0, 1000, 100, 1005, 2500, 125,
  ]);
  for (const value of [-1, 0.0001, 1e21, 1e-7, Number.NaN, Infinity])
    expect(scaledDecimal(value, 3)).toBeNull();
});

test.each([-1, 1.2345, Number.NaN, 1e12])('refuses a quantity of %s', (quantity) => {
  expect(() => thousandthsOf(quantity)).toThrow('quantity-out-of-range');
});

test.each([-1, 0.5, Number.NaN, maxAmount + 1])('refuses an amount of %s', (amount) => {
  expect(() => assertAmount(amount, 'amount')).toThrow('amount-out-of-range');
});

test('formats amounts with the decimals of their currency', () => {
  expect(moneyText(1780, 'EUR')).toBe('17.80 EUR');
  expect(moneyText(5, 'EUR')).toBe('0.05 EUR');
  expect(moneyText(1780, 'JPY')).toBe('1780 JPY');
  expect(moneyText(0, 'CZK')).toBe('0.00 CZK');
});
