import type { Condition } from '@regulars/conditions';
import { expect, test } from 'vitest';
import { earn, euroRule, goods, purchaseOf, times } from '../../../test/purchases.ts';
import { multiplier } from './multiplier.ts';

const books = { fact: 'line.category', op: 'is', value: 'books' } as const;

test('an invalid condition is a fault of the effect', () => {
  const where = { any: [] };
  expect(multiplier.check({ kind: 'multiplier', times: 2, where })).toEqual([
    { pointer: '/where/any', message: 'empty' },
  ]);
});

test('multiplies matching lines, and gives nothing alone', () => {
  const purchase = purchaseOf([goods(1000, { category: 'books' }), goods(500)]);
  expect(earn([euroRule(), times(2.5, books)], purchase).grants.map(({ points }) => points)).toEqual([
    15, 15,
  ]);
  expect(earn([times(2.5, books)], purchase).grants).toEqual([]);
});

test('gives nothing for a condition of a newer version, even a negated one', () => {
  const colour = { fact: 'line.colour', op: 'is', value: 'red' } as unknown as Condition;
  const purchase = purchaseOf([goods(1000)]);
  expect(earn([euroRule(), times(2, { not: colour })], purchase).points).toBe(10);
});

test('shows the factor and the amount that it applies to', () => {
  const reason = { kind: 'multiplier', amount: 10_000, currency: 'EUR', times: 1.15 } as const;
  const { en, de, cs } = multiplier.explain.multiplier;
  expect([en(reason), de(reason), cs(reason)]).toEqual([
    '× 1.15: 15% more on 100.00 EUR, rounded down',
    '× 1,15: 15\u00a0% mehr auf 100,00\u00a0€, abgerundet',
    '× 1,15: o 15\u00a0% více z částky 100,00\u00a0€, zaokrouhleno dolů',
  ]);
});
