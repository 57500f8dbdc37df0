import { facts, factsIn, operatorsOf, type Condition } from '@regulars/conditions';
import { describe, expect, it } from 'vitest';
import { newHappened } from './happened-row.ts';
import { firstOf, newLeaf, type LeafRow } from './leaf.ts';
import { operatorOptions } from './options.ts';
import { conditionOf, faultyRows, newGroup, newPastRow, treeOf } from './tree.ts';

const books: Condition = { fact: 'line.category', op: 'is', value: 'Books' };
const two: Condition = { fact: 'line.brand', op: 'is-one-of', value: ['A, B & Co.', 'C'] };
const redeemedOnce = { happened: 'coupon.redeemed', of: ['spring'] } as const;
const there = (condition: Condition) => treeOf(condition, 'line', 'EUR');
const back = (condition: Condition) => conditionOf(there(condition), 'line');

describe('the rows of a condition', () => {
  it.each<[string, Condition]>([
    ['one row', books],
    ['a list whose entries hold commas', two],
    ['nested groups', { all: [books, { any: [two, { not: books }] }] }],
    ['none of', { not: two }],
    ['a number', { fact: 'line.quantity', op: 'at-least', value: 1.5 }],
    [
      'a range of money',
      { fact: 'line.amount', op: 'between', value: { from: 250, to: 1000, currency: 'CZK' } },
    ],
    ['money', { not: { fact: 'line.amount', op: 'more-than', value: { amount: 1, currency: 'EUR' } } }],
    ['a flag', { fact: 'line.discounted', op: 'is', value: true }],
    ['what is known', { not: { fact: 'line.sku', op: 'known' } }],
  ])('survive a round trip: %s', (_, condition) => {
    expect(back(condition)).toEqual(condition);
    expect(faultyRows(there(condition), 'line')).toEqual([]);
  });

  it('move a negation into their rows without a change of meaning', () => {
    expect(back({ not: { all: [books, two] } })).toEqual({ any: [{ not: books }, { not: two }] });
    expect(back({ fact: 'line.discounted', op: 'is', value: false })).toEqual({
      not: { fact: 'line.discounted', op: 'is', value: true },
    });
  });

  it('leave out incomplete rows and report them', () => {
    const empty = newLeaf('line', 'EUR');
    const filled = { ...newLeaf('line', 'EUR'), values: [' Books '] };
    const group = newGroup('any', [empty, filled]);
    expect(conditionOf(group, 'line')).toEqual(books);
    expect(faultyRows(group, 'line')).toEqual([empty.key]);
    expect(conditionOf(newGroup('all', [newLeaf('line', 'EUR')]), 'line')).toBeNull();
  });

  it.each([
    ['line.quantity', '1,5', 1.5],
    ['line.quantity', '0.1255', null],
    ['line.quantity', '-1', null],
    ['line.amount', '12,50', { amount: 1250, currency: 'EUR' }],
    ['line.amount', '12,505', null],
  ] as const)('parse the input %s %s', (fact, typed, value) => {
    const row: LeafRow = { ...newLeaf('line', 'EUR', fact), values: [typed] };
    expect(conditionOf(row, 'line')).toEqual(value === null ? null : { fact, op: 'is', value });
  });
});

describe('what happened', () => {
  const redeemed = { happened: 'coupon.redeemed', of: ['spring', 'rain'], days: 60 } as const;
  const bought = { happened: 'purchase.recorded' } as const;
  it.each<[string, Condition]>([
    ['how often', { ...redeemed, op: 'at-least', value: 2 }],
    ['how often not', { not: { happened: 'survey.answered', days: 7, op: 'is', value: 0 } }],
    ['a range', { ...redeemed, op: 'between', value: { from: 1, to: 3 } }],
    ['followed', { ...redeemed, then: bought, within: 7 }],
    ['never followed', { not: { ...redeemed, then: bought, within: 7 } }],
    ['not followed', { happened: 'purchase.recorded', days: 30, without: redeemedOnce, within: 7 }],
    ['always followed', { not: { ...redeemed, without: bought, within: 7 } }],
  ])('survives a round trip: %s', (_, condition) => {
    const tree = treeOf(condition, 'member', 'EUR');
    expect(tree.rows[0]?.kind).toBe('happened');
    expect(conditionOf(tree, 'member')).toEqual(condition);
    expect(faultyRows(tree, 'member')).toEqual([]);
  });

  it('reports what is missing or wrong', () => {
    const row = newHappened('EUR');
    expect(conditionOf(row, 'member')).toMatchObject({
      happened: 'coupon.redeemed',
      op: 'at-least',
      value: 1,
    });
    row.days = '401';
    expect(faultyRows(row, 'member')).toEqual([row.key]);
    Object.assign(row, { days: '60', following: 'then', next: { name: 'coupon.redeemed', of: [] } });
    expect(faultyRows(row, 'member')).toEqual([row.key]);
  });
});

describe('earlier purchases', () => {
  const paid: Condition = { fact: 'purchase.payments', op: 'contains', value: 'card' };
  it.each<[string, Condition]>([
    ['visits in a month', { purchases: 'visits', days: 'this-month', op: 'at-least', value: 3 }],
    ['purchases in days', { not: { purchases: 'count', days: 7, op: 'is', value: 2 } }],
    [
      'a sum of some purchases',
      {
        purchases: 'sum',
        days: null,
        where: { any: [paid, { lines: 'any', where: books }] },
        op: 'between',
        value: { from: 250, to: 1000, currency: 'CZK' },
      },
    ],
  ])('survive a round trip: %s', (_, condition) => {
    const tree = treeOf(condition, 'sale', 'EUR');
    expect(conditionOf(tree, 'sale')).toEqual(condition);
    expect(faultyRows(tree, 'sale')).toEqual([]);
  });

  it('are reported while something is missing', () => {
    const row = newPastRow('EUR');
    expect(faultyRows(row, 'sale')).toEqual([row.key]);
    row.compared.values = ['3'];
    expect(conditionOf(row, 'sale')).toEqual({ purchases: 'visits', days: 30, op: 'at-least', value: 3 });
    expect(faultyRows({ ...row, days: '0' }, 'sale')).toEqual([row.key]);
    const where = newGroup('all', [newLeaf('purchase', 'EUR')]);
    expect(conditionOf({ ...row, where }, 'sale')).toBeNull();
    expect(faultyRows({ ...row, where }, 'sale')).toEqual([where.rows[0]?.key]);
  });
});

describe('a condition that this version does not know', () => {
  const colour = { fact: 'line.colour', op: 'is', value: 'red' } as unknown as Condition;
  const like = { fact: 'line.category', op: 'like', value: 'B%' } as const;
  const age: Condition = { fact: 'member.age', op: 'at-least', value: 18 };
  const lines: Condition = { lines: 'any', where: books };

  it.each<[string, Condition]>([
    ['a fact', colour],
    ['an operator', like],
    ['a fact of something else', age],
    ['lines of a line', lines],
    ['no condition at all', { colours: 3 } as unknown as Condition],
  ])('is kept unchanged and cannot be saved: %s', (_, unknown) => {
    const tree = there({ any: [books, { not: unknown }] });
    expect(tree.rows.map(({ kind }) => kind)).toEqual(['leaf', 'unknown']);
    expect(conditionOf(tree, 'line')).toEqual({ any: [books, { not: unknown }] });
    expect(faultyRows(tree, 'line')).toEqual([tree.rows[1]?.key]);
  });
});

it('every fact has operators, and each operator has its opposite', () => {
  for (const fact of factsIn('line')) {
    const row = { ...newLeaf('line', 'EUR'), ...firstOf(fact) };
    const offered = operatorOptions(row).map(({ value }) => value);
    const operators = operatorsOf(facts[fact]);
    expect(offered).toEqual(expect.arrayContaining([...operators, `not ${operators[0]}`]));
  }
});
