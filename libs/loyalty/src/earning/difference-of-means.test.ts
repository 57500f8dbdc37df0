import { describe, expect, it } from 'vitest';
import { differenceOfMeans } from './difference-of-means.ts';

/** With as many values and the same variance on both sides, the half of the interval is t · √(2 · variance / count). */
const tOf = (freedom: number): number => {
  const side = { count: freedom / 2 + 1, mean: 0, variance: 1 };
  const half = differenceOfMeans({ ...side, mean: 3 }, side)?.high ?? NaN;
  return (half - 3) / Math.sqrt(2 / side.count);
};

describe('the difference of two means', () => {
  // From a table of Student's t at 97.5 %.
  it.each([
    [10, 2.228_139],
    [20, 2.085_963],
    [58, 2.001_717],
    [120, 1.979_93],
    [1000, 1.962_339],
  ])('with %i degrees of freedom has the interval of the table', (freedom, t) => {
    expect(Math.abs(tOf(freedom) / t - 1)).toBeLessThan(freedom < 20 ? 1e-3 : 1e-4);
  });

  it('needs two values on each side, and is exact if nothing varies', () => {
    const alike = { count: 5, mean: 4, variance: 0 };
    expect(differenceOfMeans({ ...alike, count: 1 }, alike)).toBeNull();
    expect(differenceOfMeans({ ...alike, mean: 6 }, alike)).toEqual({ mean: 2, low: 2, high: 2 });
  });
});
