import type { Condition } from '@regulars/conditions';
import { describe, expect, it } from 'vitest';
import { conditionOf, emptyRows, newGroup, newLeaf, treeOf } from './condition-tree.ts';

const books: Condition = { fact: 'line.category', op: 'is', value: 'Books' };
const two: Condition = { fact: 'line.brand', op: 'is-one-of', value: ['A, B & Co.', 'C'] };

describe('the rows of a condition', () => {
  it.each<[string, Condition]>([
    ['one row', books],
    ['a list whose entries hold commas', two],
    ['nested groups', { all: [books, { any: [two, { not: books }] }] }],
    ['none of', { not: two }],
  ])('come back as they were: %s', (_, condition) => {
    expect(conditionOf(treeOf(condition))).toEqual(condition);
  });
  it('move a negated group to its rows, with the same meaning', () => {
    expect(conditionOf(treeOf({ not: { all: [books, two] } }))).toEqual({
      any: [{ not: books }, { not: two }],
    });
  });
  it('leave out what is not filled in, and name it', () => {
    const empty = newLeaf();
    const filled = { ...newLeaf(), values: [' Books '] };
    const group = newGroup('any', [empty, filled]);
    expect(conditionOf(group)).toEqual(books);
    expect(emptyRows(group)).toEqual([empty.key]);
    expect(conditionOf(newGroup('all', [newLeaf()]))).toBeNull();
  });
});
