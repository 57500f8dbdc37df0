import { expect, it } from 'vitest';
import { OnceADay } from './once-a-day.ts';

const hour = 3_600_000;

it('what was done is due again after a day, and each by itself', () => {
  const rounds = new OnceADay();
  expect(rounds.isDone('a', 0)).toBe(false);
  rounds.note('a', 0);
  rounds.note('b', 20 * hour);
  expect([rounds.isDone('a', 24 * hour - 1), rounds.isDone('b', 24 * hour - 1)]).toEqual([true, true]);
  expect([rounds.isDone('a', 24 * hour), rounds.isDone('b', 24 * hour)]).toEqual([false, true]);
});
