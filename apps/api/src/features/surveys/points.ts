import type { npsChange } from '@regulars/loyalty';

/** A share as points or percent, to a tenth. */
export const points = (share: number): number => Math.round(share * 1000) / 10;

interface ShownChange {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

export const changeShown = (change: ReturnType<typeof npsChange>): ShownChange | null =>
  change && {
    difference: points(change.difference),
    low: points(change.low),
    high: points(change.high),
    p: Math.round(change.p * 1000) / 1000,
  };
