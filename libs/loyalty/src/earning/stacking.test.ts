import type { Condition } from '@regulars/conditions';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, said, times, zone } from '../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  storedEarning,
  targetOfReturn,
  type CapUsage,
  type EarningRule,
  type MemberFacts,
  type Stacking,
  type StoredEarning,
} from '../index.ts';
import { grantsKept } from './return.ts';

const coffee = { fact: 'line.category', op: 'is', value: 'coffee' } as const;
const atLeast = (amount: number): Condition => ({
  fact: 'purchase.total',
  op: 'at-least',
  value: { amount, currency: 'EUR' },
});
const best = (priority = 0, group = 'Coffee'): Stacking => ({ mode: 'best-of', group, priority });
const first = (priority = 0, group = 'Coffee'): Stacking => ({ mode: 'exclusive', group, priority });
const given = (rules: EarningRule[], gross: number): Record<string, number> =>
  Object.fromEntries(
    earn(rules, purchaseOf([goods(gross, { category: 'coffee' })])).grants.map(({ ruleId, points }) => [
      ruleId,
      points,
    ]),
  );

describe('of a group in which the best rule counts', () => {
  const rules = [
    euroRule(),
    fixedRule(20, { id: 'twenty', stacking: best() }),
    euroRule({ id: 'double', rates: { EUR: { points: 2, per: 100 } }, stacking: best(0, 'COFFEE') }),
  ];

  test('only the rule gives points that gives most for this purchase', () => {
    expect(given(rules, 500)).toEqual({ base: 5, twenty: 20, double: 0 });
    expect(given(rules, 5000)).toEqual({ base: 50, twenty: 0, double: 100 });
  });

  test('the others say what they would have given, and what counts instead', () => {
    const { grants } = earn(rules, purchaseOf([goods(500)]));
    expect(grants[2]).toMatchObject({
      points: 0,
      status: 0,
      outdone: { mode: 'best-of', by: { id: 'twenty', version: 1 }, points: 10 },
    });
    expect(said(grants)[2]).toBe(
      '5.00 EUR × 2, rounded down; would give 10 points, but only the best rule of the group counts: A rule',
    );
  });

  test('what is left of a limit decides, not what the rule would give without it', () => {
    const capped = { ...rules[2], caps: [{ per: 'purchase', points: 3 }] } as EarningRule;
    const { grants } = earn([fixedRule(20, { stacking: best() }), capped], purchaseOf([goods(5000)]));
    expect(grants).toMatchObject([{ points: 20 }, { points: 0, cappedFrom: null, outdone: { points: 3 } }]);
  });

  test('between equals the higher priority counts, then the older rule', () => {
    const equal = (a: number, b: number) =>
      given(
        [fixedRule(5, { id: 'a', stacking: best(a) }), fixedRule(5, { id: 'b', stacking: best(b) })],
        100,
      );
    expect([equal(0, 1), equal(1, 1)]).toEqual([
      { a: 0, b: 5 },
      { a: 5, b: 0 },
    ]);
  });

  test('rules of another name or mode are not touched', () => {
    const others = [
      fixedRule(5, { id: 'a', stacking: best() }),
      fixedRule(4, { id: 'b', stacking: best(0, 'Tea') }),
      fixedRule(3, { id: 'c', stacking: first() }),
      fixedRule(2, { id: 'd' }),
    ];
    expect(given(others, 100)).toEqual({ a: 5, b: 4, c: 3, d: 2 });
  });

  test('points of a rule that does not count are multiplied by nothing', () => {
    const doubled = [...rules, times(2, coffee)];
    // 50 at the base rate and 100 by the better rule, each doubled; 20 fixed points are not.
    expect(given(doubled, 5000)).toEqual({ base: 50, twenty: 0, double: 100, times: 150 });
    expect(given(doubled, 500)).toEqual({ base: 5, twenty: 20, double: 0, times: 5 });
  });

  test('a multiplier competes with the points that it adds', () => {
    const rival = [euroRule(), fixedRule(20, { stacking: best() }), times(2, coffee, { stacking: best() })];
    expect(given(rival, 1000)).toEqual({ base: 10, fixed: 20, times: 0 });
    expect(given(rival, 3000)).toEqual({ base: 30, fixed: 0, times: 30 });
  });

  test('a multiplier in the place of a base rate has none of it to multiply', () => {
    const base = { ...euroRule(), stacking: best() };
    expect(given([base, times(3, coffee, { stacking: best() })], 1000)).toEqual({ base: 10 });
  });
});

describe('of a group in which the first rule counts', () => {
  const rules = [
    fixedRule(50, { id: 'many', stacking: first(1) }),
    fixedRule(5, { id: 'few', stacking: first(9), minimums: [{ currency: 'EUR', amount: 1000 }] }),
  ];

  test('it is the one with the highest priority that applies, whatever it gives', () => {
    expect(given(rules, 1000)).toEqual({ many: 0, few: 5 });
    expect(given(rules, 999)).toEqual({ many: 50 });
  });

  test('the others say so', () => {
    const { grants } = earn(rules, purchaseOf([goods(1000)]));
    expect(said(grants)[0]).toMatch(/; would give 50 points, but A rule comes first$/);
  });
});

describe('of a group in which a limit left nothing of the first rule', () => {
  const spent: CapUsage = { ruleId: 'campaign', per: 'rule', points: 100 };
  const campaign = (priority = 9): EarningRule =>
    fixedRule(5, { id: 'campaign', stacking: first(priority), budget: { per: 'total', points: 100 } });
  const withUsage = (rules: EarningRule[], usage: readonly CapUsage[]) =>
    evaluate(rules, purchaseOf([goods(1000)]), {}, { policy: defaultPointsPolicy, zone, usage });

  test('the next one counts, and the first says why it gives nothing', () => {
    const rules = [campaign(), fixedRule(3, { id: 'usual', stacking: first(1) })];
    const { grants } = withUsage(rules, [spent]);
    expect(grants).toMatchObject([{ points: 0, cappedFrom: 5, cappedBy: 'rule' }, { points: 3 }]);
    expect(said(grants)[0]).toMatch(/; 0 instead of 5 because of the limit of the rule$/);
    expect(withUsage(rules, [{ ...spent, points: 99 }]).grants).toMatchObject([
      { points: 1 },
      { points: 0, outdone: { by: { id: 'campaign' } } },
    ]);
  });

  test('if nothing is left of any, none gives anything', () => {
    const other = { ...campaign(1), id: 'other' };
    expect(withUsage([campaign(), other], [spent, { ...spent, ruleId: 'other' }]).points).toBe(0);
  });

  test('a return decides by the same rule', () => {
    const rules = [
      campaign(),
      euroRule({ id: 'usual', stacking: first(1) }),
      fixedRule(50, { id: 'late', stacking: first(0) }),
    ];
    const purchase = purchaseOf([goods(10_000, { quantity: 10_000 })]);
    const context = { policy: defaultPointsPolicy, zone, usage: [spent] };
    const stored = storedEarning(rules, purchase, {}, context, evaluate(rules, purchase, {}, context));
    expect([10, 5, 0].map((left) => targetOfReturn(stored, [left * 1000]).points)).toEqual([0, 50, 100]);
  });
});

describe('a return', () => {
  const kept = (rules: EarningRule[], gross: number, pieces = 10, facts: MemberFacts = {}): StoredEarning => {
    const purchase = purchaseOf([goods(gross, { quantity: pieces * 1000, category: 'coffee' })]);
    const context = { policy: defaultPointsPolicy, zone };
    const stored = storedEarning(rules, purchase, facts, context, evaluate(rules, purchase, facts, context));
    return JSON.parse(JSON.stringify(stored)) as StoredEarning;
  };
  const targets = (rules: EarningRule[], gross: number, parts: number[]): number[] =>
    parts.map((left) => targetOfReturn(kept(rules, gross), [left * 1000]).points);

  test('decides the group again for what remains', () => {
    const rules = [
      fixedRule(20, { stacking: best() }),
      euroRule({ rates: { EUR: { points: 1, per: 100 } }, stacking: best() }),
    ];
    // 100 for €100. Of €50 remain 50, of €10 the other rule gives 20; of nothing, nothing.
    expect(targets(rules, 10_000, [10, 5, 1, 0])).toEqual([0, 50, 80, 100]);
  });

  test('never gives more than the purchase gave by another rule of the group', () => {
    const rules = [
      euroRule({ rates: { EUR: { points: 1, per: 100 } }, stacking: first() }),
      fixedRule(5, { stacking: first(9), minimums: [{ currency: 'EUR', amount: 10_000 }] }),
    ];
    // The first rule gave 5 points for €100. For €50 the other would give 50.
    expect(targets(rules, 10_000, [10, 5, 0])).toEqual([0, 0, 5]);
  });

  test('multiplies no more of a group than the purchase did', () => {
    const rules = [
      fixedRule(5, { id: 'A', stacking: first(9), minimums: [{ currency: 'EUR', amount: 10_000 }] }),
      euroRule({ id: 'B', stacking: first(1) }),
      euroRule({ id: 'C', rates: { EUR: { points: 2, per: 100 } } }),
      times(2, coffee, { id: 'M' }),
    ];
    // €100 gave A 5, C 200 and M 200. Of €81, B gives no more than A did, C and M give 162 each.
    expect(targetOfReturn(kept(rules, 10_000, 100), [81_000]).points).toBe(405 - (5 + 162 + 162));
    // With a tier of × 1.5, 100 more for the purchase and 81 for what remains.
    const tier = { id: 'gold', code: 'gold', multiplier: 1.5, countsTowardsStatus: true };
    expect(targetOfReturn(kept(rules, 10_000, 100, { tier }), [81_000])).toEqual({
      points: 505 - (5 + 162 + 162 + 81),
      status: 505 - (5 + 162 + 162 + 81),
    });
  });

  test('multiplies what the group gave for money, if another rule counts then', () => {
    const rules = [
      euroRule({ id: 'A', rates: { EUR: { points: 1, per: 2000 } }, stacking: first(9) }),
      euroRule({ id: 'B', stacking: first(1) }),
      times(3, coffee, { id: 'M' }),
    ];
    const few = rules.map((rule) => (rule.id === 'A' ? { ...rule, residual: atLeast(10_000) } : rule));
    // €100 gave A 5 and M 10. Of €90, B gives 5, and M 10 for the 5.
    expect(targets(few, 10_000, [10, 9, 0])).toEqual([0, 0, 15]);
  });

  test('takes back between nothing and everything, whatever the rules', () => {
    const stacking = fc.option(
      fc.record({
        mode: fc.constantFrom('best-of', 'exclusive'),
        group: fc.constantFrom('A', 'B'),
        priority: fc.nat(3),
      }),
      { nil: undefined },
    );
    const rule = fc.record({ points: fc.nat(30), minimum: fc.nat(8), of: fc.nat(2), stacking });
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 6 }),
        fc.nat(10),
        fc.nat(3),
        (drafts, left, extra) => {
          const rules = drafts.map(({ points, minimum, of, stacking: group }, index): EarningRule => {
            const more = { id: String(index), ...(group ? { stacking: group } : {}) };
            if (of === 0) return euroRule({ rates: { EUR: { points: points + 1, per: 1000 } }, ...more });
            return of === 1
              ? times(1 + points / 10, coffee, more)
              : fixedRule(points + 1, {
                  minimums: [{ currency: 'EUR', amount: minimum * 1000 + 1 }],
                  ...more,
                });
          });
          rules.push(euroRule({ id: 'C', rates: { EUR: { points: 1, per: 1000 } } }));
          const tier = { id: 'gold', code: 'gold', multiplier: 1 + extra / 2, countsTowardsStatus: true };
          const stored = kept(rules, 8000, 10, { tier });
          const [back = 0, all = 0] = [left, 0].map(
            (pieces) => targetOfReturn(stored, [pieces * 1000]).points,
          );
          const whole = grantsKept(stored, [10_000]);
          // Also no rule without a group, and not the tier.
          for (const { ruleId, points } of grantsKept(stored, [left * 1000])) {
            if (rules.some(({ id, stacking: group }) => id === ruleId && group)) continue;
            expect(points).toBeLessThanOrEqual(whole.find((each) => each.ruleId === ruleId)?.points ?? 0);
          }
          expect(back).toBeGreaterThanOrEqual(0);
          expect(back).toBeLessThanOrEqual(all);
        },
      ),
    );
  });
});
