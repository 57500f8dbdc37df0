import { describe, expect, it } from 'vitest';
import { paceOf } from './pace.ts';

const waits = (failuresOfAll: number): number[] =>
  [1, 2, 9, 10, 11, 12, 15, 500].map((tried) => paceOf(tried, failuresOfAll).waitSeconds);

describe('the pace of guessing', () => {
  it('is free for who mistypes, then doubles up to a quarter of an hour', () => {
    expect(waits(0)).toEqual([0, 0, 0, 30, 60, 120, 900, 900]);
  });

  it('is slower for strangers at an account that many fail at, but never closed', () => {
    expect(waits(50)).toEqual([0, 30, 900, 900, 900, 900, 900, 900]);
  });
});
