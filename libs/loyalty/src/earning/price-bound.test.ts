import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { euroRule, fixedRule, goods, purchaseOf, said, times, zone } from '../../test/purchases.ts';
import {
  defaultPointsPolicy,
  evaluate,
  storedEarning,
  targetOfReturn,
  type EarningPurchase,
  type EarningRule,
  type MemberFacts,
  type PurchasePolicy,
} from '../index.ts';

const euro = { currency: 'EUR', rate: '1' };
/** 2% of the price; a point is worth a cent. */
const priceBound = { share: 200, pointValue: 1000, reporting: euro };
const policy = { ...defaultPointsPolicy, priceBound };
const context = { policy, zone };
const book = (gross: number) => goods(gross, { priceBound: true, category: 'books' });
const give = (
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  facts: MemberFacts = {},
  bound: PurchasePolicy['priceBound'] = priceBound,
) =>
  evaluate(rules, purchase, facts, {
    zone,
    policy: { ...defaultPointsPolicy, ...(bound && { priceBound: bound }) },
  });
const tenPerEuro = euroRule({ rates: { EUR: { points: 10, per: 100 } } });

describe('goods with a price set by law', () => {
  test('earn no more than the club set, and others as always', () => {
    const { grants, points, status } = give([tenPerEuro], purchaseOf([book(2500), goods(1000)]));
    // 2% of €25.00 are 50 points.
    expect([points, status]).toEqual([50 + 100, 50 + 100]);
    expect(said(grants)).toEqual([
      '35.00 EUR × 10, rounded down; 150 instead of 350 because of the limit for goods with a price set by law',
    ]);
  });

  test('earn as always below the limit, and if the club set none', () => {
    const purchase = purchaseOf([book(2500), goods(1000)]);
    expect(give([euroRule()], purchase).grants).toMatchObject([{ points: 35, cappedBy: null }]);
    const free = evaluate([tenPerEuro], purchase, {}, { zone, policy: defaultPointsPolicy });
    expect(free.points).toBe(350);
  });

  test('share the limit between all rules and the tier', () => {
    const rules = [tenPerEuro, times(2, { fact: 'line.kind', op: 'is', value: 'goods' })];
    const facts = { tier: { id: 't', code: 'gold', multiplier: 2 } };
    const { grants, points } = give(rules, purchaseOf([book(2500)]), facts);
    expect(points).toBe(50);
    expect(grants.every(({ cappedBy }) => cappedBy === 'price-bound')).toBe(true);
  });

  test('also limit points per purchase if nothing else was bought', () => {
    expect(give([fixedRule(100)], purchaseOf([book(1000)])).points).toBe(20);
    expect(give([fixedRule(100)], purchaseOf([book(1000), goods(1)])).points).toBe(100);
  });

  test('count in the reporting currency, and earn nothing while it has no rate', () => {
    const crowns = { ...purchaseOf([book(100_000)]), currency: 'CZK' };
    const rule = euroRule({ rates: { CZK: { points: 1, per: 100 } } });
    const at = (reporting: { currency: string; rate: string } | null) =>
      give([rule], crowns, {}, { ...priceBound, reporting }).points;
    // 1,000 crowns are €40.00.
    expect(at({ currency: 'EUR', rate: '0.04' })).toBe(80);
    expect(at(null)).toBe(0);
  });

  test('never earn more than the limit, and a return leaves what the rest may earn', () => {
    const line = fc.record({
      gross: fc.integer({ min: 0, max: 100_000 }),
      isBook: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(400), (all, at, cap) => {
        const rule = { ...tenPerEuro, caps: cap > 200 ? [{ per: 'purchase' as const, points: cap }] : [] };
        const purchase = purchaseOf(all.map(({ gross, isBook }) => (isBook ? book(gross) : goods(gross))));
        const evaluation = evaluate([rule], purchase, {}, context);
        const others = give(
          [rule],
          purchaseOf(all.filter(({ isBook }) => !isBook).map(({ gross }) => goods(gross))),
        );
        const most = all.reduce((sum, { gross, isBook }) => sum + (isBook ? gross : 0), 0) / 50;
        expect(evaluation.points).toBeLessThanOrEqual(others.points + most);
        expect(evaluation.points).toBeGreaterThanOrEqual(others.points);
        const stored = storedEarning([rule], purchase, {}, context, evaluation);
        const back = at % all.length;
        const remaining = purchase.lines.map(({ quantity }, index) => (index === back ? 0 : quantity));
        const kept = give([rule], {
          ...purchase,
          lines: purchase.lines.filter((_, index) => index !== back),
        });
        const left = evaluation.points - targetOfReturn(stored, remaining).points;
        expect(left).toBe(Math.min(kept.points, evaluation.points));
        expect(
          targetOfReturn(
            stored,
            purchase.lines.map(() => 0),
          ).points,
        ).toBe(evaluation.points);
      }),
    );
  });
});
