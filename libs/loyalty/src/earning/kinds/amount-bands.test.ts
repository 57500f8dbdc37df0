import { describe, expect, test } from 'vitest';
import { earn, goods, purchaseOf, ruleOf, said, times, zone } from '../../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  storedEarning,
  targetOfReturn,
  type RuleEffect,
} from '../../index.ts';
import { amountBands } from './amount-bands.ts';

type Bands = Extract<RuleEffect, { kind: 'amount-bands' }>;
const coffee = { fact: 'line.category', op: 'is', value: 'coffee' } as const;
const bands = [
  { from: 0, points: 1, per: 100 },
  { from: 5000, points: 2, per: 100 },
  { from: 10_000, points: 3, per: 100 },
];
const each: Bands = { kind: 'amount-bands', mode: 'each-band', currencies: [{ currency: 'EUR', bands }] };
const reached: Bands = { ...each, mode: 'reached-band' };
const pointsOf = (effect: Bands, gross: number) => earn([ruleOf(effect)], purchaseOf([goods(gross)])).points;

describe('bands of the amount', () => {
  test.each([
    [4999, 49, 49],
    [5000, 50, 100],
    [5001, 50, 100],
    [7050, 91, 141],
    [10_000, 150, 300],
    [12_000, 210, 360],
  ])('%i cents give %i by the rate of each band, %i by the reached rate', (gross, byBand, whole) => {
    expect([pointsOf(each, gross), pointsOf(reached, gross)]).toEqual([byBand, whole]);
  });

  test('are rounded down once, not in each band', () => {
    const odd = [
      { from: 0, points: 1, per: 300 },
      { from: 500, points: 1, per: 300 },
    ];
    expect(pointsOf({ ...each, currencies: [{ currency: 'EUR', bands: odd }] }, 600)).toBe(2);
  });

  test('give nothing below the first band, in another currency, and for other goods', () => {
    const late = { ...each, currencies: [{ currency: 'EUR', bands: bands.slice(1) }] };
    expect([pointsOf(late, 4999), pointsOf(late, 5100)]).toEqual([0, 2]);
    const crowns = { ...purchaseOf([goods(9000)]), currency: 'CZK' };
    expect(earn([ruleOf(each)], crowns).grants).toEqual([]);
    const mixed = purchaseOf([goods(6000, { category: 'coffee' }), goods(9000)]);
    expect(earn([ruleOf({ ...each, where: coffee })], mixed).points).toBe(70);
  });

  test('multipliers and the tier multiply them at the mean rate of the purchase', () => {
    const purchase = purchaseOf([goods(5000, { category: 'coffee' }), goods(5000)]);
    expect(earn([ruleOf(each), times(2, coffee)], purchase).grants.map(({ points }) => points)).toEqual([
      150, 75,
    ]);
    const facts = { tier: { id: 'gold', code: 'gold', multiplier: 1.1 } };
    expect(earn([ruleOf(each)], purchase, facts).points).toBe(165);
  });

  test('a return takes back what the rest no longer reaches', () => {
    const rules = [ruleOf(reached)];
    const purchase = purchaseOf([goods(3000), goods(2000)]);
    const context = { policy: defaultPointsPolicy, zone };
    const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
    expect(targetOfReturn(stored, [1000, 0]).points).toBe(100 - 30);
  });

  test('are explained part by part', () => {
    const { grants } = earn([ruleOf(each)], purchaseOf([goods(7050)]));
    expect(said(grants)).toEqual(['50.00 EUR × 1 + 20.50 EUR × 2, rounded down']);
    const whole = earn([ruleOf(reached)], purchaseOf([goods(7050)]));
    expect(said(whole.grants)).toEqual(['70.50 EUR × 2, rounded down']);
  });
});

test('refuses bands that do not ascend, and a currency twice', () => {
  const [first, second] = bands;
  if (!first || !second) throw new Error('There are bands');
  const wrong = { ...each, currencies: [{ currency: 'EUR', bands: [second, first] }, ...each.currencies] };
  expect(amountBands.check(wrong).map(({ pointer }) => pointer)).toEqual([
    '/currencies/1/currency',
    '/currencies/0/bands/1/from',
  ]);
});
