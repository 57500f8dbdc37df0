import { checkCondition, holds, residualOf, type Condition } from '@regulars/conditions';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, zone } from '../../test/purchases.ts';
import { goodsSubject } from '../facts/purchase-facts.ts';
import {
  defaultPointsPolicy,
  evaluate,
  figuresOf,
  remainingAfter,
  rulesOfSale,
  saleSubject,
  storedEarning,
  targetOfReturn,
  type EarningPurchase,
  type EarningRule,
  type KeptPurchase,
  type SaleBuyer,
  type StoredEarning,
} from '../index.ts';

const context = { policy: defaultPointsPolicy, zone };
const beans: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'beans' } };
const total = (op: string, amount: number): Condition => ({
  fact: 'purchase.total',
  op,
  value: { amount, currency: 'EUR' },
});

/** Sold to nobody. */
function sold(rules: EarningRule[], purchase: EarningPurchase): StoredEarning {
  const { met } = rulesOfSale(rules, purchase, () => saleSubject(purchase, [], zone));
  return storedEarning(met, purchase, {}, context, evaluate(met, purchase, {}, context));
}
const takenBack = (earning: StoredEarning, remaining: readonly number[]): number =>
  targetOfReturn(earning, remaining).points;

describe('a return asks the condition of what remains', () => {
  const both = purchaseOf([
    goods(1000, { category: 'beans', quantity: 2000 }),
    goods(1000, { category: 'gum' }),
  ]);

  test.each<[string, Condition]>([
    ['the bonus of a product', beans],
    ['with a part that is not about goods', { all: [{ not: { fact: 'member.tier', op: 'known' } }, beans] }],
    ['as a sum', { lines: 'sum-quantity', where: beans.where, op: 'at-least', value: 0.5 }],
  ])('%s: it stays while some of the product remains, and goes with the last piece', (_, when) => {
    const earning = sold([euroRule(), fixedRule(500, { when })], both);
    expect(earning.granted.points).toBe(520);
    expect(takenBack(earning, [2000, 0])).toBe(10);
    expect(takenBack(earning, [1000, 1000])).toBe(5);
    expect(takenBack(earning, [0, 1000])).toBe(510);
    expect(takenBack(earning, [0, 0])).toBe(520);
    expect(takenBack(earning, [2000, 1000])).toBe(0);
  });

  test('a purchase of at least €15: it goes with the line that falls below', () => {
    const earning = sold([euroRule(), fixedRule(500, { when: total('at-least', 1500) })], both);
    expect(takenBack(earning, [1000, 1000])).toBe(5);
    expect(takenBack(earning, [2000, 0])).toBe(510);
  });

  test('a purchase of exactly two lines or at most €5: it comes back when it holds again', () => {
    const when: Condition = { any: [{ lines: 'count', op: 'is', value: 2 }, total('at-most', 500)] };
    const earning = sold([fixedRule(500, { when })], both);
    expect([
      takenBack(earning, [2000, 0]),
      takenBack(earning, [1000, 0]),
      takenBack(earning, [2000, 1000]),
    ]).toEqual([500, 0, 0]);
  });

  test('a line of quantity 0 is there until it is returned', () => {
    const when: Condition = { lines: 'any', where: { fact: 'line.sku', op: 'is', value: 'gift' } };
    const gift = purchaseOf([goods(1000), goods(0, { sku: 'gift', quantity: 0 })]);
    expect(takenBack(sold([fixedRule(500, { when })], gift), [500, 0])).toBe(0);
  });

  test('of a purchase from before residuals were stored, nothing', () => {
    const { rules, ...more } = sold([fixedRule(500, { when: beans })], both);
    const old = { ...more, rules: rules.map(({ residual: _, ...rule }) => rule) };
    expect(takenBack(old, [0, 1000])).toBe(0);
  });
});

// Conditions and sales whose facts meet often.
const categories = fc.constantFrom('beans', 'gum', 'tea');
const line = fc
  .record({
    gross: fc.integer({ min: 0, max: 12 }),
    pieces: fc.integer({ min: 1, max: 3 }),
    category: categories,
    discount: fc.constantFrom(0, 100),
  })
  .map(({ gross, pieces, ...more }) => goods(gross * 100, { quantity: pieces * 1000, ...more }));
const lines = fc.array(line, { maxLength: 4 });
const comparing = fc.constantFrom('at-least', 'at-most', 'is', 'less-than', 'more-than');
const { lineWhere } = fc.letrec<{ lineWhere: Condition }>((tie) => ({
  lineWhere: fc.oneof(
    { maxDepth: 2 },
    categories.map((value): Condition => ({ fact: 'line.category', op: 'is', value })),
    fc
      .record({ op: comparing, value: fc.integer({ min: 1, max: 3 }) })
      .map((compared): Condition => ({ fact: 'line.quantity', ...compared })),
    fc.boolean().map((value): Condition => ({ fact: 'line.discounted', op: 'is', value })),
    tie('lineWhere').map((not): Condition => ({ not })),
  ),
}));
const amounts = fc.integer({ min: 0, max: 25 }).map((euros) => ({ amount: euros * 100, currency: 'EUR' }));
const aboutGoods = fc.oneof(
  fc
    .record({ op: comparing, value: amounts })
    .map((each): Condition => ({ fact: 'purchase.total', ...each })),
  fc.record({ lines: fc.constantFrom('any' as const, 'all' as const), where: lineWhere }),
  fc.record({
    lines: fc.constantFrom('count' as const, 'sum-quantity' as const),
    where: lineWhere,
    op: comparing,
    value: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({ lines: fc.constant('sum-amount' as const), where: lineWhere, op: comparing, value: amounts }),
);
const others = fc.constantFrom<Condition>(
  { fact: 'member.tier', op: 'is', value: 'gold' },
  { fact: 'member.points', op: 'at-least', value: 100 },
  { fact: 'member.tags', op: 'contains', value: 'vip' },
  { fact: 'member.birthday', op: 'known' },
  { fact: 'member.purchases', op: 'is', value: 0 },
  { fact: 'member.attribute', key: 'size', op: 'is', value: 'L' },
  { fact: 'purchase.location', op: 'is', value: 'vienna-1' },
  { fact: 'purchase.currency', op: 'is', value: 'EUR' },
  { fact: 'purchase.payments', op: 'contains', value: 'card' },
  { fact: 'moment.time', op: 'between', value: { from: '08:00', to: '20:00' } },
  { purchases: 'count', days: 30, where: beans, op: 'at-least', value: 1 },
);
const { condition: conditions } = fc.letrec<{ condition: Condition }>((tie) => {
  const children = fc.array(tie('condition'), { minLength: 1, maxLength: 3 });
  return {
    condition: fc.oneof(
      { maxDepth: 4 },
      aboutGoods,
      others,
      children.map((all): Condition => ({ all })),
      children.map((any): Condition => ({ any })),
      tie('condition').map((not): Condition => ({ not })),
    ),
  };
});
const buyers = fc.option(
  fc
    .record({ gold: fc.boolean(), points: fc.constantFrom(0, 100), vip: fc.boolean(), new: fc.boolean() })
    .map(({ gold, points, vip, new: isNew }): { buyer: SaleBuyer; before: KeptPurchase[] } => {
      const bought = purchaseOf([goods(500, { category: 'beans' })]);
      const earlier = { ...bought, id: '1', spent: 500, purchasedAt: bought.purchasedAt - 1000 };
      const before = isNew ? [] : [earlier];
      const person = {
        joinedAt: 0,
        birthday: null,
        language: 'de',
        kind: 'customer',
        scored: null,
        emailConfirmed: true,
        consents: [],
        tags: vip ? ['vip'] : [],
        badges: [],
        segments: [],
        interests: [],
        attributes: { size: gold ? 'L' : 'M' },
      };
      const figures = figuresOf(before, 'EUR', zone);
      return { buyer: { tierIds: gold ? ['gold'] : [], points, person, figures }, before };
    }),
);
const payments = fc.constantFrom([], [{ kind: 'card' as const, amount: 0 }]);

/** All facts that a condition names, also of lines, and `purchases`. */
function namedIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(namedIn);
  if ('any' in condition) return condition.any.flatMap(namedIn);
  if ('not' in condition) return namedIn(condition.not);
  if ('fact' in condition) return [condition.fact];
  if ('happened' in condition) return ['happened'];
  const inner = condition.where ? namedIn(condition.where) : [];
  return 'purchases' in condition ? ['purchases', ...inner] : inner;
}

test('the residual says of any goods what the whole condition says, and names nothing but goods', () => {
  const seen = { open: 0, decided: 0 };
  fc.assert(
    fc.property(conditions, lines, lines, buyers, payments, (when, bought, changed, known, paid) => {
      expect(checkCondition(when, 'sale')).toEqual([]);
      const saleOf = (goodsOf: typeof bought) => ({ ...purchaseOf(goodsOf), payments: paid });
      const subjectOf = (goodsOf: typeof bought) =>
        saleSubject(saleOf(goodsOf), known?.before ?? [], zone, known?.buyer ?? null);
      const residual = residualOf(when, subjectOf(bought));
      for (const each of [bought, changed]) {
        const expected = holds(when, subjectOf(each));
        if (typeof residual === 'boolean') expect(residual).toBe(expected);
        else {
          expect(holds(residual, subjectOf(each))).toBe(expected);
          expect(holds(residual, goodsSubject(saleOf(each)))).toBe(expected);
        }
      }
      seen[typeof residual === 'boolean' ? 'decided' : 'open']++;
      if (typeof residual === 'boolean') return;
      expect(checkCondition(residual, 'sale')).toEqual([]);
      expect(namedIn(residual).filter((name) => !/^(line\.|purchase\.total$)/.test(name))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.open, seen.decided)).toBeGreaterThan(100);
});

test('a return takes back what was given less what the rest would get, in any order of the parts', () => {
  fc.assert(
    fc.property(
      conditions,
      lines,
      fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
      buyers,
      (...drawn) => {
        const [when, bought, back, known] = drawn;
        const rules = [euroRule(), fixedRule(500, { when })];
        const decided = (purchase: EarningPurchase) =>
          rulesOfSale(rules, purchase, () =>
            saleSubject(purchase, known?.before ?? [], zone, known?.buyer ?? null),
          ).met;
        const purchase = purchaseOf(bought);
        const met = decided(purchase);
        const earning = storedEarning(met, purchase, {}, context, evaluate(met, purchase, {}, context));
        const saved = JSON.parse(JSON.stringify(earning)) as StoredEarning;
        const returned = bought.flatMap(({ quantity }, index) =>
          back[index] ? [{ line: index, quantity }] : [],
        );
        const rest = purchaseOf(bought.filter((_, index) => !back[index]));
        const still = decided(rest).filter(({ id }) => met.some((each) => each.id === id));
        const remaining = remainingAfter(bought, returned);
        expect(takenBack(saved, remaining)).toBe(earning.granted.points - earn([...still], rest).points);
        expect(takenBack(saved, remainingAfter(bought, [...returned].reverse()))).toBe(
          takenBack(saved, remaining),
        );
        expect(takenBack(saved, remainingAfter(bought, []))).toBe(0);
      },
    ),
    { numRuns: 500 },
  );
});
