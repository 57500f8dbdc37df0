import { expect, test } from 'vitest';
import { secondsToUndo } from '../index.ts';

test.each([
  [0, 20],
  [1, 20],
  [1000, 19],
  [19_999, 1],
  [20_000, 0],
  [90_000, 0],
])('%i ms after the sale, a cashier has %i seconds to undo it', (passed, left) => {
  expect(secondsToUndo(1_000_000, 1_000_000 + passed)).toBe(left);
});
