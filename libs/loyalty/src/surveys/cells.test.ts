import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownCells } from './cells.ts';

it.each([
  [
    [12, 7, 5],
    [12, 7, 5],
  ],
  [
    [12, 0, 5],
    [12, 0, 5],
  ],
  [
    [12, 7, 4],
    [12, null, null],
  ],
  [
    [2, 3, 20],
    [null, null, 20],
  ],
  [
    [1, 2, 20, 9],
    [null, null, 20, null],
  ],
  [[3], [null]],
])('of %j shows %j', (counts, shown) => {
  expect(shownCells(counts)).toEqual(shown);
});

it('hides every cell under five, and never what the total would tell', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 12 }), (counts) => {
      const shown = shownCells(counts);
      const hidden = counts.filter((_, index) => shown[index] === null);
      const together = hidden.reduce((sum, count) => sum + count, 0);
      const isAll = hidden.length === counts.filter((count) => count > 0).length;
      expect(counts.some((count, index) => count > 0 && count < 5 && shown[index] !== null)).toBe(false);
      expect(hidden.length === 0 || isAll || (hidden.length > 1 && together >= 5)).toBe(true);
    }),
  );
});
