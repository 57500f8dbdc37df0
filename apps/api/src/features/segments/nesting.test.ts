import { expect, test } from 'vitest';
import { chainTo, depthOf, inOrder, namersOf, type Nested } from './nesting.ts';

const segment = (id: string, ...names: string[]): Nested => ({
  id,
  condition: names.length === 0 ? null : { fact: 'member.segments', op: 'contains-any', value: names },
});

const nested = [segment('d', 'b', 'c'), segment('c', 'a'), segment('b', 'a'), segment('a'), segment('e')];

test('each segment comes after those that it names', () => {
  expect(inOrder(nested).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('the depth counts segments inside of each other', () => {
  expect(depthOf([])).toBe(0);
  expect(depthOf([segment('a')])).toBe(1);
  expect(depthOf(nested)).toBe(3);
});

test('the chain says how a segment contains itself', () => {
  expect(chainTo('a', nested)).toBeNull();
  expect(chainTo('a', [segment('a', 'a')])).toEqual(['a', 'a']);
  const circle = [segment('a', 'e', 'd'), ...nested.filter(({ id }) => id !== 'a')];
  expect(chainTo('a', circle)).toEqual(['a', 'd', 'b', 'a']);
});

test('those that name a segment, also through others', () => {
  expect(namersOf('b', nested)).toEqual(['b', 'd']);
  expect(namersOf('a', nested)).toEqual(['a', 'b', 'c', 'd']);
});
