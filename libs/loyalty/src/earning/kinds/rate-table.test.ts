import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn, goods, purchaseOf, ruleOf, said, zone } from '../../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  RateSheet,
  storedEarning,
  targetOfReturn,
  versionAt,
  withRatesNow,
  type EarningRule,
  type RuleEffect,
} from '../../index.ts';

const byTable: RuleEffect = { kind: 'rate-table', table: 'table' };
const anyGoods = { fact: 'line.kind', op: 'is', value: 'goods' } as const;
const double: RuleEffect = { kind: 'multiplier', times: 2, where: anyGoods };
const rule = ruleOf(byTable);
const rated = (gross: number, rate: number, more: object = {}) =>
  goods(gross, { rates: { table: rate, other: 9000 }, ...more });

describe('a rate table', () => {
  test('gives each line its own rate, and rounds down once', () => {
    const lines = [rated(1050, 2000), rated(333, 1500), goods(5000), rated(100, 0)];
    const { grants, points } = earn([rule], purchaseOf(lines));
    // 21 + 4.995
    expect(points).toBe(25);
    expect(said(grants)).toEqual(['10.50 EUR × 2 + 3.33 EUR × 1.5, rounded down']);
  });

  test('tells the rates with the most money, and how many more there are', () => {
    const lines = Array.from({ length: 7 }, (_, at) => rated(1000 - at, 1000 * (at + 1)));
    const [sentence] = said(earn([rule], purchaseOf(lines)).grants);
    expect(sentence).toBe(
      '10.00 EUR × 1 + 9.99 EUR × 2 + 9.98 EUR × 3 + 9.97 EUR × 4 + 9.96 EUR × 5 + 2 other rates, rounded down',
    );
  });

  test('is not mentioned where no article has a rate', () => {
    expect(earn([rule], purchaseOf([goods(1000), rated(500, 0)])).grants).toEqual([]);
  });

  test('only counts the lines that the rule is about', () => {
    const books = { fact: 'line.category', op: 'is', value: 'books' } as const;
    const lines = [rated(1000, 2000, { category: 'books' }), rated(1000, 3000)];
    expect(earn([ruleOf({ ...byTable, where: books })], purchaseOf(lines)).points).toBe(20);
    expect(earn([ruleOf({ ...byTable, except: books })], purchaseOf(lines)).points).toBe(30);
  });

  test('a multiplier multiplies what each line gives', () => {
    const lines = [rated(1000, 1000), rated(1000, 3000)];
    expect(earn([rule, ruleOf(double)], purchaseOf(lines)).points).toBe(80);
  });

  test('gives the sum of its lines, whatever they are, and a return leaves what the rest gives', () => {
    const line = fc.record({
      gross: fc.integer({ min: 0, max: 1_000_000 }),
      rate: fc.integer({ min: 0, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 40 }), fc.nat(), (all, at) => {
        const sum = (some: typeof all): number =>
          Number(some.reduce((sum, { gross, rate }) => sum + BigInt(gross) * BigInt(rate), 0n) / 100_000n);
        const purchase = purchaseOf(all.map(({ gross, rate }) => rated(gross, rate)));
        const context = { policy: defaultPointsPolicy, zone };
        const evaluation = evaluate([rule], purchase, {}, context);
        expect(evaluation.points).toBe(sum(all));
        const stored = storedEarning([rule], purchase, {}, context, evaluation);
        const back = at % all.length;
        const remaining = purchase.lines.map(({ quantity }, index) => (index === back ? 0 : quantity));
        const kept = evaluation.points - targetOfReturn(stored, remaining).points;
        expect(kept).toBe(sum(all.filter((_, index) => index !== back)));
      }),
    );
  });

  test('in a group, a multiplier keeps what the remaining lines gave', () => {
    const group: Partial<EarningRule> = { stacking: { group: 'rates', mode: 'best-of', priority: 1 } };
    const rules = [ruleOf(byTable, group), ruleOf(double)];
    const purchase = purchaseOf([rated(1000, 1000), rated(1000, 3000)]);
    const context = { policy: defaultPointsPolicy, zone };
    const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
    const [first = 0, second = 0] = purchase.lines.map(({ quantity }) => quantity);
    expect(targetOfReturn(stored, [0, second]).points).toBe(20);
    expect(targetOfReturn(stored, [first, 0]).points).toBe(60);
  });
});

describe('the rows of a table', () => {
  const sheet = new RateSheet([
    { sku: 'A', locationId: 'shop', rate: 4 },
    { sku: 'A', locationId: null, rate: 3 },
    { sku: null, locationId: 'shop', rate: 2 },
    { sku: null, locationId: null, rate: 1 },
  ]);

  test.each([
    ['the article at the location', 'A', 'shop', 4],
    ['the article elsewhere', 'A', 'web', 3],
    ['another article at the location', 'B', 'shop', 2],
    ['a line without an article at the location', null, 'shop', 2],
    ['everything else', 'B', 'web', 1],
  ])('the nearest one counts: %s', (_, sku, locationId, rate) => {
    expect(sheet.rateOf(sku, locationId)).toBe(rate);
  });

  test('nothing counts for what has no row', () => {
    expect(new RateSheet([{ sku: 'A', locationId: null, rate: 3 }]).rateOf('B', 'shop')).toBeNull();
  });

  test('are compared with those of another version', () => {
    const next = new RateSheet([
      { sku: 'A', locationId: null, rate: 5 },
      { sku: null, locationId: 'shop', rate: 2 },
      { sku: 'B', locationId: null, rate: 2 },
    ]);
    expect(next.since(sheet)).toEqual({ added: 1, removed: 2, changed: 1 });
    expect(next.since(null)).toEqual({ added: 3, removed: 0, changed: 0 });
  });
});

test('the version that began last is in force', () => {
  const versions = [
    { number: 1, validFrom: 10 },
    { number: 2, validFrom: 30 },
    { number: 3, validFrom: 20 },
    { number: 4, validFrom: 20 },
  ];
  const numbers = [9, 10, 19, 20, 29, 30].map((at) => versionAt(versions, at)?.number ?? null);
  expect(numbers).toEqual([null, 1, 1, 4, 4, 2]);
});

test('a draft sees the rates of its table as they are now, and those of others as they were', () => {
  const purchase = purchaseOf([rated(100, 1, { sku: 'A' }), rated(100, 1)]);
  const now = withRatesNow(purchase, 'table', (sku) => (sku === 'A' ? { table: 2, other: 3 } : null));
  expect(now.lines.map(({ rates }) => rates)).toEqual([{ table: 2, other: 9000 }, { other: 9000 }]);
  expect(withRatesNow(purchase, null, () => null)).toBe(purchase);
});
