import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchanged, rateOn, reportingAmount } from './exchange.ts';

const rates = [
  { currency: 'CZK', from: '2026-03-01', rate: '0.0404' },
  { currency: 'CZK', from: '2026-01-01', rate: '0.0397' },
  { currency: 'JPY', from: '2026-01-01', rate: '0.0061' },
];

test.each([
  ['CZK', '2025-12-31', null],
  ['CZK', '2026-01-01', '0.0397'],
  ['CZK', '2026-02-28', '0.0397'],
  ['CZK', '2026-03-01', '0.0404'],
  ['CZK', '2030-01-01', '0.0404'],
  ['USD', '2026-03-01', null],
])('the rate of %s on %s is %s', (currency, day, rate) => {
  expect(rateOn(rates, currency, day)).toBe(rate);
});

test.each([
  // 389.00 Kč × 0.0397 = 15.4433 €
  [38_900, 'CZK', 'EUR', '0.0397', 1544],
  // Halves up, and down below zero: 0.125 and -0.125.
  [25, 'USD', 'EUR', '0.5', 13],
  [-25, 'USD', 'EUR', '0.5', -13],
  [24, 'USD', 'EUR', '0.5', 12],
  // No, two and three decimal places.
  [1500, 'JPY', 'EUR', '0.0061', 915],
  [915, 'EUR', 'JPY', '163.934', 1500],
  [1234, 'KWD', 'EUR', '2.81', 347],
  [347, 'EUR', 'KWD', '0.356', 1235],
  [0, 'CZK', 'EUR', '0.0397', 0],
  [-1, 'CZK', 'EUR', '0.01', 0],
  // What a float would get wrong: 1.005 is not below 1.005.
  [100, 'USD', 'EUR', '1.005', 101],
  [1_000_000_000_000, 'EUR', 'VND', '1000000.999999999', null],
])('%i %s in %s at a rate of %s: %s', (amount, from, to, rate, expected) => {
  expect(exchanged(amount, from, to, rate)).toBe(expected);
});

test('does not convert an amount in its own currency', () => {
  fc.assert(
    fc.property(fc.integer(), (amount) => {
      expect(exchanged(amount, 'EUR', 'EUR', '1')).toBe(amount);
      expect(exchanged(amount, 'EUR', 'EUR', '1.000000000')).toBe(amount);
    }),
  );
});

test('rounds by at most half a minor unit', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.integer({ min: 1, max: 999_999_999 }), (amount, billionths) => {
      const rate = `0.${String(billionths).padStart(9, '0')}`;
      const exact = BigInt(amount) * BigInt(billionths);
      const off = 2n * (BigInt(exchanged(amount, 'CZK', 'EUR', rate) ?? 0) * 1_000_000_000n - exact);
      expect(off > -1_000_000_000n && off <= 1_000_000_000n).toBe(true);
    }),
  );
});

test('values a purchase at the rate of its day, or not at all', () => {
  const bought = { gross: 38_900, currency: 'CZK', day: '2026-02-01' };
  expect(reportingAmount(bought, 'EUR', rates)).toEqual({ currency: 'EUR', rate: '0.0397', gross: 1544 });
  expect(reportingAmount(bought, 'CZK', [])).toEqual({ currency: 'CZK', rate: '1', gross: 38_900 });
  expect(reportingAmount({ ...bought, day: '2025-01-01' }, 'EUR', rates)).toBeNull();
});
