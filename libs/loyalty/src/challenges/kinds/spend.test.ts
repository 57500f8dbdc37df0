import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { goods, purchaseOf, zone } from '../../../test/purchases.ts';
import { checkTerms, countOf, unitOf, type ChallengeTerms, type EarningPurchase } from '../../index.ts';

type Spend = Extract<ChallengeTerms, { kind: 'spend' }>;
const beans: Condition = { fact: 'line.category', op: 'is', value: 'beans' };
const onBeans = (more: Partial<Spend> = {}): Spend => ({
  kind: 'spend',
  currency: 'EUR',
  where: beans,
  ...more,
});
const bag = (gross: number, more = {}) => goods(gross, { category: 'beans', ...more });
const count = (
  terms: Spend,
  purchase: EarningPurchase,
  more: { readonly remaining?: readonly number[]; readonly base?: 'net' | 'gross' } = {},
) => countOf(terms, { purchase, zone, base: 'gross', ...more });

describe('a challenge to spend', () => {
  test('counts the money of the goods, and of no others', () => {
    expect(count(onBeans(), purchaseOf([bag(1490), goods(320), bag(990)]))).toEqual({
      counted: 2480,
      reason: null,
    });
    expect(count(onBeans(), purchaseOf([goods(320)]))).toEqual({ counted: 0, reason: 'no-such-goods' });
    const { where: _, ...anything } = onBeans();
    expect(count(anything, purchaseOf([bag(1490), goods(320)])).counted).toBe(1810);
    expect(unitOf(anything)).toEqual({ kind: 'money', currency: 'EUR' });
  });

  test('counts net or gross, as the club earns', () => {
    const taxed = purchaseOf([bag(1200, { net: 1000, taxRate: 2000 })]);
    expect([count(onBeans(), taxed).counted, count(onBeans(), taxed, { base: 'net' }).counted]).toEqual([
      1200, 1000,
    ]);
  });

  test('counts what was paid: after discounts, and not what points or a gift card paid', () => {
    const purchase = purchaseOf([bag(1000, { discount: 500 }), goods(1000)]);
    expect(count(onBeans(), purchase).counted).toBe(1000);
    const byPoints = { ...purchase, payments: [{ kind: 'points' as const, amount: 1000 }] };
    expect(count(onBeans(), byPoints).counted).toBe(500);
    expect(count(onBeans(), purchaseOf([bag(5000, { kind: 'gift-card' })])).counted).toBe(0);
  });

  test('counts nothing of a purchase in another currency', () => {
    expect(count(onBeans({ currency: 'CZK' }), purchaseOf([bag(1490)]))).toEqual({
      counted: 0,
      reason: 'other-currency',
    });
  });

  test('counts what a return leaves: parts of a line, whole lines, and the condition of the purchase', () => {
    const from15: Condition = {
      fact: 'purchase.total',
      op: 'at-least',
      value: { amount: 1500, currency: 'EUR' },
    };
    const purchase = purchaseOf([bag(2000, { quantity: 2000 }), goods(600)]);
    const after = (terms: Spend, ...remaining: number[]) => count(terms, purchase, { remaining }).counted;
    expect([after(onBeans(), 2000, 0), after(onBeans(), 1000, 1000), after(onBeans(), 0, 1000)]).toEqual([
      2000, 1000, 0,
    ]);
    expect([after(onBeans({ when: from15 }), 1000, 1000), after(onBeans({ when: from15 }), 1000, 0)]).toEqual(
      [1000, 0],
    );
  });

  test('counts nothing by a condition that this version does not know', () => {
    const unknown = { not: { fact: 'line.colour', op: 'is', value: 'red' } } as unknown as Condition;
    expect(count(onBeans({ where: unknown }), purchaseOf([bag(1490)])).counted).toBe(0);
  });

  test('is checked with pointers into its terms', () => {
    expect(checkTerms(onBeans())).toEqual([]);
    expect(checkTerms(onBeans({ when: beans })).map(({ pointer }) => pointer)).toEqual(['/when/fact']);
  });
});
