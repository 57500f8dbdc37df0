import type { Checkout } from '@regulars/contracts';

type Payable = Pick<NonNullable<Checkout['pointsPaid']>, 'least' | 'most' | 'step'>;

/** One step more or less, within what can be paid. Below the fewest there is only nothing. */
export function nextPoints(points: number, { least, most, step }: Payable, direction: 1 | -1): number {
  const first = Math.ceil(least / step) * step;
  const next = Math.floor(points / step) * step + direction * step;
  if (direction === 1) return Math.min(most, Math.max(first, next));
  return next < first ? 0 : Math.min(most, next);
}
