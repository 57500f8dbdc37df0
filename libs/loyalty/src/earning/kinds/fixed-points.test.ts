import { describe, expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, times, zone } from '../../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  storedEarning,
  targetOfReturn,
  type EarningPurchase,
  type EarningRule,
} from '../../index.ts';
import { fixedPoints } from './fixed-points.ts';

const from20 = [{ currency: 'EUR', amount: 2000 }];
const pointsOf = (rules: EarningRule[], purchase: EarningPurchase): number[] =>
  earn(rules, purchase).grants.map(({ points }) => points);

describe('a rule of points per purchase gives its points once', () => {
  test('for any amount and any number of lines', () => {
    expect(pointsOf([fixedRule(50)], purchaseOf([goods(1)]))).toEqual([50]);
    expect(pointsOf([fixedRule(50)], purchaseOf([goods(9000), goods(9000)]))).toEqual([50]);
  });

  test.each([
    [1999, []],
    [2000, [50]],
    [2001, [50]],
  ])('from its minimum: %i cents', (gross, points) => {
    expect(pointsOf([fixedRule(50, { minimums: from20 })], purchaseOf([goods(gross)]))).toEqual(points);
  });

  test('in a currency without a minimum only if no currency has one', () => {
    const purchase = { ...purchaseOf([goods(100_000)]), currency: 'CZK' };
    expect(pointsOf([fixedRule(50)], purchase)).toEqual([50]);
    expect(pointsOf([fixedRule(50, { minimums: from20 })], purchase)).toEqual([]);
  });

  test('not for goods that earn nothing: free goods, gift cards, goods paid with points', () => {
    const paid: EarningPurchase = {
      ...purchaseOf([goods(3000)]),
      payments: [{ kind: 'points', amount: 1500 }],
    };
    expect(pointsOf([fixedRule(50)], purchaseOf([]))).toEqual([]);
    expect(pointsOf([fixedRule(50)], purchaseOf([goods(0)]))).toEqual([]);
    expect(pointsOf([fixedRule(50)], purchaseOf([goods(5000, { kind: 'gift-card' })]))).toEqual([]);
    expect(pointsOf([fixedRule(50, { minimums: from20 })], paid)).toEqual([]);
    expect(pointsOf([fixedRule(50)], paid)).toEqual([50]);
  });

  test('by the same base as the other rules of the club', () => {
    const rules = [fixedRule(50, { minimums: from20 })];
    const purchase = purchaseOf([goods(2200, { taxRate: 2000 })]);
    expect(earn(rules, purchase, {}, { base: 'gross' }).points).toBe(50);
    expect(earn(rules, purchase, {}, { base: 'net' }).points).toBe(0);
  });
});

test('neither multipliers nor the tier multiply them', () => {
  const anything = { not: { fact: 'line.sku', op: 'is', value: 'none' } } as const;
  const facts = { tier: { id: 'gold', code: 'gold', multiplier: 2 } };
  const purchase = purchaseOf([goods(1000)]);
  expect(earn([fixedRule(50), times(3, anything)], purchase, facts).points).toBe(50);
  expect(earn([euroRule(), fixedRule(50), times(3, anything)], purchase, facts).points).toBe(
    10 + 50 + 20 + 10,
  );
});

test('caps reduce them and say so', () => {
  const rule = fixedRule(50, { caps: [{ per: 'day', points: 80 }] });
  const usage = [{ ruleId: 'fixed', per: 'day', points: 50 } as const];
  const context = { policy: defaultPointsPolicy, zone, usage };
  expect(evaluate([rule], purchaseOf([goods(1000)]), {}, context).grants).toMatchObject([
    { points: 30, cappedFrom: 50, cappedBy: 'day' },
  ]);
});

test.each([
  ['all of it', [0, 0], 50],
  ['so much that the rest is below the minimum', [1000, 0], 50],
  ['less than that', [2000, 500], 0],
])('a return of %s', (_, remaining, takenBack) => {
  const rules = [fixedRule(50, { minimums: from20 })];
  const purchase = purchaseOf([goods(3000, { quantity: 2000 }), goods(1000)]);
  const context = { policy: defaultPointsPolicy, zone };
  const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
  expect(targetOfReturn(stored, remaining)).toEqual({ points: takenBack, status: takenBack });
});

test('a rule without a minimum keeps its points while any goods remain', () => {
  const rules = [fixedRule(50)];
  const purchase = purchaseOf([goods(3000), goods(1000)]);
  const context = { policy: defaultPointsPolicy, zone };
  const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
  expect(targetOfReturn(stored, [0, 1000]).points).toBe(0);
  expect(targetOfReturn(stored, [0, 0]).points).toBe(50);
});

test('allows one minimum per currency', () => {
  const minimums = [...from20, ...from20];
  expect(fixedPoints.check({ kind: 'fixed-points', points: 1, minimums })).toEqual([
    { pointer: '/minimums/1/currency', message: 'one minimum per currency' },
  ]);
});

test('shows the points and the minimum', () => {
  const { en, de, cs } = fixedPoints.explain.fixed;
  const figures = { kind: 'fixed', points: 50, currency: 'EUR', minimum: 2000 } as const;
  expect([en(figures), de(figures), cs(figures)]).toEqual([
    '50 points per purchase of at least 20.00 EUR',
    '50 Punkte je Einkauf ab 20,00\u00a0€',
    '50 bodů za nákup od 20,00\u00a0€',
  ]);
  const few = { ...figures, points: 3, minimum: null };
  expect([en({ ...few, points: 1 }), de({ ...few, points: 1 }), cs(few)]).toEqual([
    '1 point per purchase',
    '1 Punkt je Einkauf',
    '3 body za nákup',
  ]);
});
