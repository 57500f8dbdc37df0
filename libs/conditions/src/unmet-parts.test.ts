import { expect, test } from 'vitest';
import { partAt, unmetParts, type Condition, type Subject } from './index.ts';

const coffee: Condition = { fact: 'line.category', op: 'is', value: 'coffee' };
const branded: Condition = { fact: 'line.brand', op: 'is', value: 'A' };
const reduced: Condition = { fact: 'line.discounted', op: 'is', value: true };
const subject: Subject = { read: (fact) => (fact === 'line.category' ? 'coffee' : null) };
const pointersOf = (condition: Condition): string[] =>
  unmetParts(condition, subject).map(({ pointer }) => pointer);

test.each<[Condition, string[]]>([
  [coffee, []],
  [branded, ['']],
  [{ all: [coffee, branded, reduced] }, ['/all/1', '/all/2']],
  [{ any: [branded, reduced] }, ['/any/0', '/any/1']],
  [{ any: [branded, coffee] }, []],
  [{ all: [coffee, { any: [branded, { all: [coffee, reduced] }] }] }, ['/all/1/any/0', '/all/1/any/1/all/1']],
  [{ not: coffee }, ['']],
  [{ all: [{ not: { any: [coffee, branded] } }, coffee] }, ['/all/0']],
])('%j is unmet in %j', (condition, pointers) => {
  expect(pointersOf(condition)).toEqual(pointers);
  for (const { pointer, condition: part } of unmetParts(condition, subject))
    expect(partAt(condition, pointer)).toBe(part);
});

test('no part stands at a wrong pointer', () => {
  const condition: Condition = { all: [coffee, { not: branded }] };
  expect(['/any/0', '/all/2', '/all/0/all/0', '/not'].map((each) => partAt(condition, each))).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(partAt(condition, '/all/1/not')).toBe(branded);
});
