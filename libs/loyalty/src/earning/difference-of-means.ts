/** Values of independent members. */
export interface Sample {
  readonly count: number;
  readonly mean: number;
  /** With n − 1. */
  readonly variance: number;
}

/** A difference with the interval that covers the true one in 95 of 100 such trials. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** By Welch's method, because the variances may differ. Null with fewer than two values on a side. */
export const differenceOfMeans = (one: Sample, other: Sample): Difference | null => {
  if (one.count < 2 || other.count < 2) return null;
  const mean = one.mean - other.mean;
  const [first, second] = [one.variance / one.count, other.variance / other.count];
  const squared = first + second;
  if (squared === 0) return { mean, low: mean, high: mean };
  const freedom = squared ** 2 / (first ** 2 / (one.count - 1) + second ** 2 / (other.count - 1));
  const half = quantile(freedom) * Math.sqrt(squared);
  return { mean, low: mean - half, high: mean + half };
};

/** Of the standard normal distribution at 97.5 %. */
const z = 1.959_963_984_540_054;

/**
 * Of Student's t at 97.5 %, by the expansion of Cornish and Fisher: from 10 degrees of freedom on it is wrong by less
 * than one in a thousand.
 */
const quantile = (freedom: number): number =>
  z +
  (z ** 3 + z) / (4 * freedom) +
  (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
  (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
