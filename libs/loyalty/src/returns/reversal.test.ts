import { expect, test } from 'vitest';
import { goods } from '../../test/purchases.ts';
import { buyAgain, reversalRefusal, returnGoods, type ReturnMade } from '../index.ts';

const made = (id: string, lines: number[], reversed = false): ReturnMade => ({ id, lines, reversed });

test.each<[string, ReturnMade[], string | null]>([
  ['the only return', [made('a', [0])], null],
  ['one before a return of other lines', [made('a', [0]), made('b', [1])], null],
  ['one before a return of the same line', [made('a', [0, 1]), made('b', [1])], 'later-return'],
  ['one before a return that was taken back itself', [made('a', [0]), made('b', [0], true)], null],
  ['one after another of the same line', [made('b', [0]), made('a', [0])], null],
  ['one that was taken back', [made('a', [0], true)], 'already-reversed'],
  ['one of a purchase that was undone', [made('a', [0]), made('b', [])], 'cannot-reverse'],
  ['one that is not there', [made('b', [0])], 'cannot-reverse'],
])('taking back %s', (_, returns, refusal) => {
  expect(reversalRefusal(returns, 'a')).toBe(refusal);
});

test('afterwards the goods count as before the return', () => {
  const lines = [goods(1000, { quantity: 3000 }), goods(500)];
  const first = [{ line: 0, quantity: 1000 }];
  const second = [
    { line: 0, quantity: 1000 },
    { line: 1, quantity: 1000 },
  ];
  const returned = [
    { line: 0, quantity: 2000 },
    { line: 1, quantity: 1000 },
  ];
  const { remaining, lines: after } = returnGoods(lines, [], first);
  expect(buyAgain(lines, returned, second)).toEqual({
    remaining,
    lines: [...after, { line: 1, returned: 0, returnedAmount: 0 }],
  });
});
