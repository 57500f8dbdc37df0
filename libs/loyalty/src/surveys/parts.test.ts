import { expect, it } from 'vitest';
import { npsScales } from './nps.ts';
import { npsOfParts } from './parts.ts';

const promoters = (count: number): ReadonlyMap<number, number> => new Map([[9, count]]);
const shown = (...counts: number[]) =>
  npsOfParts(counts.map(promoters), npsScales['0-10']).map(({ answered, nps }) => [
    answered,
    nps?.score ?? null,
  ]);

it('shows no score under ten answers and no count under five', () => {
  expect(shown(100, 20, 10)).toEqual([
    [100, 1],
    [20, 1],
    [10, 1],
  ]);
  expect(shown(0, 50)).toEqual([
    [0, null],
    [50, 1],
  ]);
});

it('hides a second part where the rest would tell the hidden one', () => {
  expect(shown(100, 20, 7)).toEqual([
    [100, 1],
    [20, null],
    [7, null],
  ]);
  expect(shown(100, 20, 3)).toEqual([
    [100, 1],
    [null, null],
    [null, null],
  ]);
});

it('warns under a hundred', () => {
  expect(
    npsOfParts([promoters(99), promoters(100)], npsScales['0-10']).map(({ withCare }) => withCare),
  ).toEqual([true, false]);
});
