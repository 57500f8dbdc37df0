import { describe, expect, test } from 'vitest';
import { checkCondition, conditionLimits, holds, type Condition, type ReadFact } from './index.ts';

const books = { fact: 'line.category', op: 'is', value: 'books' } as const;
const brands = { fact: 'line.brand', op: 'is-one-of', value: ['A', 'B'] } as const;

function nested(depth: number): unknown {
  let node: unknown = books;
  for (let level = 1; level < depth; level += 1) node = { not: node };
  return node;
}

describe('a condition holds', () => {
  const read: ReadFact = (fact) =>
    ({ 'line.category': 'books', 'line.brand': 'B', 'line.sku': null, 'line.kind': 'goods' })[fact];
  const no = { fact: 'line.sku', op: 'is', value: 'x' } as const;

  test.each<[Condition, boolean]>([
    [books, true],
    [brands, true],
    [no, false],
    [{ not: no }, true],
    [{ all: [books, brands] }, true],
    [{ all: [books, no] }, false],
    [{ any: [no, brands] }, true],
    [{ any: [no, { not: books }] }, false],
    [{ fact: 'line.sku', op: 'is-one-of', value: ['x'] }, false],
  ])('%j: %s', (condition, expected) => {
    expect(checkCondition(condition)).toEqual([]);
    expect(holds(condition, read)).toBe(expected);
  });

  test('no deeper than the limit', () => {
    const { depth } = conditionLimits;
    expect(holds(nested(depth) as Condition, read)).toBe(depth % 2 === 1);
    expect(() => holds(nested(depth + 1) as Condition, read)).toThrow(RangeError);
  });
});

describe('the checker points to the wrong node', () => {
  test.each([
    [null, '', 'not-a-condition'],
    ['books', '', 'not-a-condition'],
    [[], '', 'not-a-condition'],
    [{}, '', 'not-a-condition'],
    [{ ...books, more: 1 }, '', 'not-a-condition'],
    [{ all: [books], any: [books] }, '', 'not-a-condition'],
    [{ all: books }, '/all', 'not-a-condition'],
    [{ all: [] }, '/all', 'empty'],
    [{ all: [books, { any: [books, 3] }] }, '/all/1/any/1', 'not-a-condition'],
    [{ not: { ...books, fact: 'line.colour' } }, '/not/fact', 'unknown-fact'],
    [{ ...books, fact: 'toString' }, '/fact', 'unknown-fact'],
    [{ ...books, fact: 7 }, '/fact', 'unknown-fact'],
    [{ ...books, op: 'matches' }, '/op', 'unknown-operator'],
    [{ ...books, value: 7 }, '/value', 'wrong-value'],
    [{ ...books, value: '' }, '/value', 'wrong-value'],
    [{ ...books, value: 'x'.repeat(201) }, '/value', 'wrong-value'],
    [{ fact: 'line.kind', op: 'is', value: 'voucher' }, '/value', 'wrong-value'],
    [{ ...brands, value: 'A' }, '/value', 'wrong-value'],
    [{ ...brands, value: [] }, '/value', 'empty'],
    [{ ...brands, value: ['A', null] }, '/value/1', 'wrong-value'],
    [{ ...brands, value: Array.from({ length: 10_000 }, String) }, '/value', 'too-many'],
    [{ any: Array.from({ length: 10_000 }, () => books) }, '/any', 'too-many'],
  ])('%#', (input, pointer, fault) => {
    expect(checkCondition(input)).toEqual([{ pointer, fault }]);
  });

  test('and to each of several', () => {
    const input = { any: [{ ...books, op: 'x' }, books, { ...books, value: 1 }] };
    expect(checkCondition(input).map(({ pointer }) => pointer)).toEqual(['/any/0/op', '/any/2/value']);
  });

  test('and survives trees that are too deep or too wide', () => {
    const { depth } = conditionLimits;
    expect(checkCondition(nested(depth))).toEqual([]);
    expect(checkCondition(nested(200_000))).toEqual([{ pointer: '/not'.repeat(depth), fault: 'too-deep' }]);
    const wide = {
      any: Array.from({ length: 20 }, () => ({ all: Array.from({ length: 20 }, () => books) })),
    };
    expect(checkCondition(wide).map(({ fault }) => fault)).toEqual(['too-many']);
  });
});
