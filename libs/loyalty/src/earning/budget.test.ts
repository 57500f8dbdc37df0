import { describe, expect, it } from 'vitest';
import { budgetPace, budgetState } from './budget.ts';

const at = (iso: string): number => Temporal.Instant.from(iso).epochMilliseconds;

describe('the state of a budget', () => {
  it.each([
    [799, 'open'],
    [800, 'nearly'],
    [999, 'nearly'],
    [1000, 'used-up'],
    [1200, 'used-up'],
  ])('of 1000 points with %s given is %s', (used, state) => {
    expect(budgetState({ points: 1000 }, used)).toBe(state);
  });

  it('of few points is not "nearly" too early', () => {
    expect(budgetState({ points: 3 }, 2)).toBe('open');
    expect(budgetState({ points: 1 }, 0)).toBe('open');
  });
});

describe('the pace of a budget', () => {
  const now = { at: at('2026-11-20T12:00:00Z'), used: 600 };
  const earlier = { at: at('2026-11-16T12:00:00Z'), used: 200 };
  const budget = { points: 1000 };

  it('says when nothing is left', () => {
    expect(budgetPace(budget, earlier, now, null)).toEqual({
      perDay: 100,
      usedUpAt: at('2026-11-24T12:00:00Z'),
    });
  });

  it('lasts until its period ends', () => {
    const pace = budgetPace(budget, earlier, now, at('2026-11-24T12:00:00Z'));
    expect(pace).toEqual({ perDay: 100, usedUpAt: null });
  });

  it('has no end if nothing was given, or very little', () => {
    expect(budgetPace(budget, { ...earlier, used: 600 }, now, null)).toEqual({ perDay: 0, usedUpAt: null });
    const large = { points: 1_000_000_000_000 };
    expect(budgetPace(large, earlier, now, null)).toEqual({ perDay: 100, usedUpAt: null });
  });

  it('is not known on the first day and after the end', () => {
    expect(budgetPace(budget, { at: now.at - 86_399_999, used: 0 }, now, null)).toBeNull();
    expect(budgetPace(budget, earlier, { ...now, used: 1000 }, null)).toBeNull();
  });
});
