import { expect, it } from 'vitest';
import { measuredAfter, measureOf, returnCanLower, tierGain, type TierMeasure } from './measure.ts';

const posting = { status: 7, isVisit: true, available: 40 };
const after = (measure: TierMeasure, more: Partial<typeof posting & { counts: boolean }> = {}): number =>
  measuredAfter(measure, 3, { ...posting, counts: true, ...more });

it('an old club counts status credit', () => {
  expect(measureOf({})).toBe('credit');
  expect(
    (['points', 'spend', 'visits', 'balance'] as const).map((statusBase) => measureOf({ statusBase })),
  ).toEqual(['credit', 'credit', 'visits', 'balance']);
});

it('a posting adds its credit or its visit in the period to which it belongs', () => {
  expect([after('credit'), after('credit', { counts: false })]).toEqual([10, 3]);
  expect([after('visits'), after('visits', { counts: false }), after('visits', { isVisit: false })]).toEqual([
    4, 3, 3,
  ]);
});

it('of the balance, what can be spent afterwards counts, whatever was before', () => {
  expect([after('balance'), after('balance', { counts: false }), after('balance', { available: 0 })]).toEqual(
    [40, 40, 0],
  );
  expect(tierGain('balance', posting)).toBe(0);
});

it('what comes back from a finished period takes no visit', () => {
  expect(returnCanLower('visits', false)).toBe(false);
  expect((['credit', 'visits', 'balance'] as const).every((measure) => returnCanLower(measure, true))).toBe(
    true,
  );
});
