import { describe, expect, it } from 'vitest';
import { differenceOfMeans, type Sample } from './difference-of-means.ts';

const sampleOf = (values: readonly number[]): Sample => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count: values.length, mean, variance: squares / (values.length - 1) };
};

describe('the difference of two means', () => {
  it('has the interval of tables: twice 11 values with 20 degrees of freedom, t = 2.086', () => {
    const one = sampleOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const found = differenceOfMeans({ ...one, mean: one.mean + 2 }, one);
    // Variance 11, so the error is √(1 + 1).
    expect(found?.mean).toBeCloseTo(2, 10);
    expect(found?.low).toBeCloseTo(2 - 2.085_963 * Math.SQRT2, 3);
    expect(found?.high).toBeCloseTo(2 + 2.085_963 * Math.SQRT2, 3);
  });

  it('counts the degrees of freedom of unequal variances', () => {
    // Errors 1 and 0.25; (1.25)² / (1/15 + 0.0625/24) = 22.556 degrees, t = 2.0709.
    const found = differenceOfMeans(
      { count: 16, mean: 5, variance: 16 },
      { count: 25, mean: 5, variance: 6.25 },
    );
    expect(found?.high).toBeCloseTo(2.0709 * Math.sqrt(1.25), 3);
  });

  it('of many values is nearly that of the normal distribution', () => {
    const many = { count: 1_000_000, mean: 0, variance: 1_000_000 };
    expect(differenceOfMeans(many, many)?.high).toBeCloseTo(1.959_964 * Math.SQRT2, 4);
  });

  it('says nothing about one value, and is exact for values that do not differ', () => {
    const same = { count: 5, mean: 3, variance: 0 };
    expect(differenceOfMeans({ ...same, count: 1 }, same)).toBeNull();
    expect(differenceOfMeans(same, { ...same, mean: 1 })).toEqual({ mean: 2, low: 2, high: 2 });
  });
});
