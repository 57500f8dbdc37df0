import { expect, it } from 'vitest';
import { pointValueOf, worthOfHundred } from './point-value.ts';

it.each([
  ['1', 'EUR', 1000],
  ['0,50', 'EUR', 500],
  ['1.234', 'EUR', 1234],
  ['0', 'EUR', 0],
  ['100', 'EUR', 100_000],
  ['150', 'JPY', 1500],
])('100 points for %s %s: a point is worth %i thousandths', (typed, currency, value) => {
  expect(pointValueOf(typed, currency)).toBe(value);
  expect(pointValueOf(worthOfHundred(value, currency), currency)).toBe(value);
});

it.each(['', '-1', 'a', '1.2345', '100.001', '1e2'])('%j is no amount', (typed) =>
  expect(pointValueOf(typed, 'EUR')).toBeNull(),
);
