import { describe, expect, it } from 'vitest';
import { paceOf } from './pace.ts';

const waits = (failuresOfAll: number): number[] =>
  [1, 2, 9, 10, 11, 12, 15, 500].map((tried) => paceOf(tried, failuresOfAll).waitSeconds);

describe('the delay after wrong passwords', () => {
  it('is zero after a typing error, then doubles up to 15 minutes', () => {
    expect(waits(0)).toEqual([0, 0, 0, 30, 60, 120, 900, 900]);
  });

  it('is longer for strangers on an account with many failures, but never infinite', () => {
    expect(waits(50)).toEqual([0, 30, 900, 900, 900, 900, 900, 900]);
  });
});
