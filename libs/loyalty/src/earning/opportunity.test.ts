import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { goods, purchaseOf, zone } from '../../test/purchases.ts';
import { figuresOf } from '../facts/purchase-figures.ts';
import { isRuledOut, opportunityOf, purchaseSubject, saleSubject, type SaleBuyer } from '../index.ts';

// A Friday, 10:00 in Berlin.
const friday = Date.parse('2026-11-27T09:00:00Z');
const nobodySpecial: SaleBuyer = {
  tierIds: ['bronze'],
  points: 0,
  person: {
    joinedAt: 0,
    birthday: null,
    language: 'de',
    kind: 'customer',
    scored: null,
    emailConfirmed: false,
    consents: [],
    tags: ['complains'],
    badges: [],
    segments: [],
    interests: [],
    attributes: {},
  },
  figures: null,
};
const offered = (when?: Condition, buyer: Partial<SaleBuyer> = {}) => {
  const sale = { ...purchaseOf([]), purchasedAt: friday };
  return opportunityOf(when ? { when } : {}, saleSubject(sale, [], zone, { ...nobodySpecial, ...buyer }));
};

const coffee: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } };
const onFriday: Condition = { fact: 'moment.weekday', op: 'is', value: 'friday' };
const onMonday: Condition = { fact: 'moment.weekday', op: 'is', value: 'monday' };
const gold: Condition = { fact: 'member.tier', op: 'is', value: 'gold' };
const complains: Condition = { fact: 'member.tags', op: 'contains', value: 'complains' };

describe('what a rule offers', () => {
  test('now: without a condition, for any purchase', () => {
    expect(offered()).toEqual({ state: 'now', needs: null });
  });

  test('now: what the member still chooses, without what is decided', () => {
    expect(offered({ all: [coffee, onFriday, gold] }, { tierIds: ['gold'] })).toEqual({
      state: 'now',
      needs: coffee,
    });
    expect(offered({ all: [onFriday, gold] }, { tierIds: ['gold'] })).toEqual({ state: 'now', needs: null });
  });

  test('now: the place and the payment are chosen', () => {
    const there: Condition = { fact: 'purchase.location', op: 'is', value: 'vienna' };
    expect(offered({ all: [there, onFriday] })).toEqual({ state: 'now', needs: there });
  });

  test('later: at another time', () => {
    expect(offered({ all: [coffee, onMonday] })).toEqual({
      state: 'later',
      needs: { all: [coffee, onMonday] },
    });
  });

  test('now, if one of several ways is open', () => {
    expect(offered({ any: [{ all: [gold, onFriday] }, coffee] })).toEqual({ state: 'now', needs: coffee });
  });

  test('missing: what the member does not fulfil, apart from what is chosen', () => {
    expect(offered({ all: [gold, coffee, onMonday] })).toEqual({
      state: 'missing',
      missing: gold,
      needs: { all: [coffee, onMonday] },
    });
    expect(offered(gold)).toEqual({ state: 'missing', missing: gold, needs: null });
  });

  test('nothing, if only what the club wrote about the member is missing', () => {
    expect(offered({ not: complains })).toEqual({ state: 'none' });
    expect(offered({ all: [gold, { not: complains }] })).toEqual({ state: 'none' });
  });

  test('says nothing of what the club wrote about the member where it holds', () => {
    expect(offered({ all: [complains, coffee] })).toEqual({ state: 'now', needs: coffee });
    expect(offered({ all: [complains, gold] })).toEqual({ state: 'missing', missing: gold, needs: null });
  });

  test.each<[string, Condition]>([
    ['none', { fact: 'member.purchases', op: 'is', value: 0 }],
    ['none', { all: [coffee, { fact: 'member.purchases', op: 'at-most', value: 1 }] }],
    ['none', { fact: 'member.purchases', op: 'less-than', value: 2 }],
    ['now', { fact: 'member.purchases', op: 'is', value: 2 }],
    ['missing', { fact: 'member.purchases', op: 'is', value: 9 }],
    ['missing', { fact: 'member.purchases', op: 'at-least', value: 3 }],
  ])('%s, by the number of purchases: what it has passed does not come again %#', (state, when) => {
    const figures = { ...figuresOf([], 'EUR', zone), purchases: 2 };
    expect(offered(when, { figures }).state).toBe(state);
  });

  test('nothing, if the condition comes from a newer version', () => {
    const newer = { not: { fact: 'purchase.moon', op: 'is', value: 'full' } } as unknown as Condition;
    expect(offered(newer)).toEqual({ state: 'none' });
  });
});

describe('a rule is ruled out', () => {
  const sale = purchaseSubject({ ...purchaseOf([goods(100)]), purchasedAt: friday }, zone);
  const here: Condition = { fact: 'purchase.location', op: 'is', value: 'vienna-1' };

  test.each([
    ['by the time', onMonday],
    ['by the goods', { all: [gold, coffee] }],
    ['by the place', { not: { any: [here, gold] } }],
    [
      'by a fact of a newer version',
      { fact: 'member.colour', op: 'is', value: 'red' } as unknown as Condition,
    ],
  ])('%s', (_, when) => {
    expect(isRuledOut({ when }, sale)).toBe(true);
  });

  test.each([
    ['without a condition', {}],
    ['if it may hold for some members', { when: { all: [onFriday, here, gold] } }],
    ['if it may not hold for some members', { when: { not: { all: [onFriday, gold] } } }],
  ])('not %s', (_, rule: { when?: Condition }) => {
    expect(isRuledOut(rule, sale)).toBe(false);
  });
});
