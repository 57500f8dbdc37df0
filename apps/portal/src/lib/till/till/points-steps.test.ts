import { describe, expect, it } from 'vitest';
import { nextPoints } from './points-steps.ts';

const payable = { least: 120, most: 500, step: 50 };

describe('a step of points', () => {
  it.each([
    { from: 0, direction: 1, to: 150 },
    { from: 150, direction: 1, to: 200 },
    { from: 500, direction: 1, to: 500 },
    { from: 150, direction: -1, to: 0 },
    { from: 200, direction: -1, to: 150 },
    { from: 900, direction: -1, to: 500 },
  ] as const)('from $from by $direction', ({ from, direction, to }) => {
    expect(nextPoints(from, payable, direction)).toBe(to);
  });

  it('stays at nothing where nothing can be paid', () => {
    expect(nextPoints(0, { ...payable, most: 0 }, 1)).toBe(0);
  });
});
