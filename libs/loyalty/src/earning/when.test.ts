import type { Condition } from '@regulars/conditions';
import { describe, expect, test } from 'vitest';
import { earn, euroRule, fixedRule, goods, purchaseOf, zone } from '../../test/purchases.ts';
import { rulesOfSale, saleNeedOf, saleSubject, type EarningRule } from '../index.ts';

const coffee: Condition = { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } };
const gold: Condition = { fact: 'member.tier', op: 'is', value: 'gold' };
const newer = { not: { fact: 'purchase.moon', op: 'is', value: 'full' } } as unknown as Condition;
const purchase = purchaseOf([goods(1000, { category: 'coffee' })]);
const subject = () =>
  saleSubject(purchase, [], zone, { tierIds: ['gold'], points: 0, person: null, figures: null });
const when = (id: string, condition: Condition, more: Partial<EarningRule> = {}): EarningRule =>
  fixedRule(5, { id, when: condition, ...more });
const idsOf = (rules: readonly EarningRule[]): string[] => rules.map(({ id }) => id);

describe('the rules of a sale', () => {
  test('are those without a condition and those whose condition holds', () => {
    const rules = [euroRule(), when('coffee', coffee), when('silver', { not: gold })];
    const { met, unmet } = rulesOfSale(rules, purchase, subject);
    expect([idsOf(met), idsOf(unmet)]).toEqual([['base', 'coffee'], ['silver']]);
    expect(earn([...met], purchase).points).toBe(15);
  });

  test('are not asked elsewhere or at another time', () => {
    const elsewhere = when('elsewhere', gold, { locationIds: ['berlin-1'] });
    expect(rulesOfSale([elsewhere], purchase, subject)).toEqual({ met: [], unmet: [], failed: [] });
  });

  test('leave out those of a newer version, also where `not` would make them true', () => {
    const { met, unmet, failed } = rulesOfSale([euroRule(), when('newer', newer)], purchase, subject);
    expect([idsOf(met), idsOf(unmet)]).toEqual([['base'], []]);
    expect(failed).toMatchObject([{ rule: { id: 'newer' }, fault: 'unreadable' }]);
  });

  test('without a member: what is unknown decides as everywhere', () => {
    const rules = [when('gold', gold), when('others', { not: gold })];
    const { met } = rulesOfSale(rules, purchase, () => saleSubject(purchase, [], zone));
    expect(idsOf(met)).toEqual(['others']);
  });

  test('make no subject if none has a condition', () => {
    const rules = [euroRule()];
    const unasked = (): never => {
      throw new Error('Nobody asks');
    };
    expect(rulesOfSale(rules, purchase, unasked).met).toBe(rules);
  });
});

test('what must be read follows from the conditions', () => {
  const days: Condition = { purchases: 'count', days: 30, where: coffee, op: 'at-least', value: 1 };
  const tag: Condition = { fact: 'member.tags', op: 'contains', value: 'vip' };
  const first: Condition = { fact: 'member.purchases', op: 'is', value: 0 };
  const needOf = (...conditions: Condition[]) =>
    saleNeedOf(conditions.map((each, index) => when(String(index), each)));
  expect(saleNeedOf([euroRule()])).toEqual({ days: [], figures: false, person: false });
  expect(needOf(coffee, gold, newer)).toEqual({ days: [], figures: false, person: false });
  expect(needOf({ any: [gold, { not: tag }] })).toEqual({ days: [], figures: false, person: true });
  expect(needOf(first, days)).toEqual({ days: [30], figures: true, person: false });
});
