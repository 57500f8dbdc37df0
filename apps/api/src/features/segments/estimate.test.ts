import { describe, expect, it } from 'vitest';
import { estimated } from './estimate.ts';

describe('an estimate', () => {
  it('says how many of all there are likely, and between which numbers', () => {
    expect(estimated(240, 20_000, 1_000_000)).toEqual({ likely: 12_000, from: 10_581, to: 13_606 });
  });

  it('knows little where nobody was found, and is never below what was found', () => {
    expect(estimated(0, 20_000, 1_000_000)).toEqual({ likely: 0, from: 0, to: 193 });
    expect(estimated(20_000, 20_000, 1_000_000)).toMatchObject({ likely: 1_000_000, to: 1_000_000 });
    expect(estimated(3, 4, 5)).toMatchObject({ likely: 4, from: 3, to: 4 });
    expect(estimated(0, 0, 5)).toEqual({ likely: 0, from: 0, to: 5 });
  });
});
