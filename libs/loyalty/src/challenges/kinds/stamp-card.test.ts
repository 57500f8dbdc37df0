import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { goods, purchaseOf, zone } from '../../../test/purchases.ts';
import { checkTerms, countOf, type ChallengeTerms, type EarningPurchase } from '../../index.ts';

const coffee: Condition = { fact: 'line.category', op: 'is', value: 'coffee' };
const from5: Condition = {
  fact: 'purchase.total',
  op: 'at-least',
  value: { amount: 500, currency: 'EUR' },
};
type StampCard = Extract<ChallengeTerms, { kind: 'stamp-card' }>;
const card = (more: Partial<StampCard> = {}): StampCard => ({
  kind: 'stamp-card',
  stamps: 'per-piece',
  where: coffee,
  most: 20,
  ...more,
});
const cups = (pieces: number, more = {}) =>
  goods(pieces * 300, { category: 'coffee', quantity: pieces * 1000, ...more });
const count = (terms: ChallengeTerms, ...lines: ReturnType<typeof goods>[]) =>
  counting(terms, purchaseOf(lines));
const counting = (terms: ChallengeTerms, purchase: EarningPurchase, counted: readonly number[] = []) =>
  countOf(terms, { purchase, zone, base: 'gross', counted });

describe('a stamp card', () => {
  test('gives a stamp for every piece of the goods', () => {
    expect(count(card(), cups(2), goods(900), cups(1))).toEqual({ counted: 3, reason: null });
  });

  test('or one for a purchase with any of them', () => {
    expect(count(card({ stamps: 'per-purchase' }), cups(2), cups(1)).counted).toBe(1);
  });

  test('or one for a day in the zone of the club', () => {
    const daily = card({ stamps: 'per-day' });
    const at = (iso: string) => Date.parse(iso);
    const bought = (iso: string) => ({ ...purchaseOf([cups(2)]), purchasedAt: at(iso) });
    const late = bought('2026-11-21T22:30:00Z');
    expect(counting(daily, late)).toEqual({ counted: 1, reason: null });
    expect(counting(daily, late, [at('2026-11-21T07:00:00Z')])).toEqual({
      counted: 0,
      reason: 'same-day',
    });
    // 23:30 and 0:30 in Berlin.
    expect(counting(daily, bought('2026-11-21T23:30:00Z'), [at('2026-11-21T22:30:00Z')]).counted).toBe(1);
    // The night in which the clocks go back has 25 hours.
    expect(counting(daily, bought('2026-10-25T22:30:00Z'), [at('2026-10-24T22:30:00Z')]).counted).toBe(0);
  });

  test('gives none for other goods, and says so', () => {
    expect(count(card(), goods(900))).toEqual({ counted: 0, reason: 'no-such-goods' });
  });

  test('gives at most so many for one purchase', () => {
    expect(count(card({ most: 5 }), cups(12)).counted).toBe(5);
  });

  test('gives none for what costs nothing, for gift cards and for deposits', () => {
    const { where: _, ...anything } = card();
    expect(count(card(), cups(1, { gross: 0, net: 0, discount: 300 })).counted).toBe(0);
    expect(count(anything, goods(5000, { kind: 'gift-card' }), goods(25, { kind: 'deposit' })).counted).toBe(
      0,
    );
  });

  test('adds parts of pieces before it rounds down', () => {
    expect(count(card(), cups(0.6), cups(0.6)).counted).toBe(1);
    expect(count(card(), cups(0.6))).toEqual({ counted: 0, reason: 'no-such-goods' });
  });

  test('asks its condition of the purchase', () => {
    expect(count(card({ when: from5 }), cups(1))).toEqual({ counted: 0, reason: 'condition-not-met' });
    expect(count(card({ when: from5 }), cups(2)).counted).toBe(2);
  });

  test('counts what a return leaves by the same terms', () => {
    const bought = purchaseOf([cups(3), goods(200)]);
    const after = (...remaining: number[]) =>
      countOf(card({ when: from5 }), { purchase: bought, remaining, zone, base: 'gross' }).counted;
    expect([after(3000, 1000), after(2000, 1000), after(1000, 1000), after(1000, 0)]).toEqual([3, 2, 1, 0]);
  });

  test('gives nothing by a condition that this version does not know', () => {
    const unknown = { fact: 'line.colour', op: 'is', value: 'red' } as unknown as Condition;
    expect(count(card({ where: { not: unknown } }), cups(1)).counted).toBe(0);
    expect(count(card({ when: { not: unknown } }), cups(1)).counted).toBe(0);
  });

  test('is checked with pointers into its terms', () => {
    expect(checkTerms(card({ when: from5 }))).toEqual([]);
    expect(checkTerms(card({ where: from5 })).map(({ pointer }) => pointer)).toEqual(['/where/fact']);
    expect(checkTerms(card({ when: { all: [coffee] } })).map(({ pointer }) => pointer)).toEqual([
      '/when/all/0/fact',
    ]);
  });
});
