import { expect, test } from 'vitest';
import { zone } from '../../test/purchases.ts';
import { challengePeriodEnd, challengePeriodOf, type ChallengeTerms } from '../index.ts';

const terms = (restarts?: 'week' | 'month'): ChallengeTerms => ({
  kind: 'spend',
  currency: 'EUR',
  ...(restarts ? { restarts } : {}),
});
const periodAt = (iso: string, restarts?: 'week' | 'month') =>
  challengePeriodOf(terms(restarts), Date.parse(iso), zone);
const endAt = (iso: string, restarts?: 'week' | 'month') => {
  const end = challengePeriodEnd(terms(restarts), Date.parse(iso), zone);
  return end === null ? null : new Date(end).toISOString();
};

test('a challenge that never starts again has one period', () => {
  expect([periodAt('2026-11-21T12:00:00Z'), endAt('2026-11-21T12:00:00Z')]).toEqual(['', null]);
});

test('months begin at midnight of the club', () => {
  // 23:30 and 0:30 in Berlin.
  expect([periodAt('2026-11-30T22:30:00Z', 'month'), periodAt('2026-11-30T23:30:00Z', 'month')]).toEqual([
    '2026-11-01',
    '2026-12-01',
  ]);
  expect(endAt('2026-11-30T22:30:00Z', 'month')).toBe('2026-11-30T23:00:00.000Z');
});

test('weeks begin on Monday, also at New Year and when the clocks change', () => {
  expect(
    ['2026-12-31T12:00:00Z', '2027-01-03T22:59:59Z', '2027-01-03T23:00:00Z'].map((at) =>
      periodAt(at, 'week'),
    ),
  ).toEqual(['2026-12-28', '2026-12-28', '2027-01-04']);
  // The week of 25 October has an hour more, the one of 28 March an hour less.
  expect(endAt('2026-10-20T12:00:00Z', 'week')).toBe('2026-10-25T23:00:00.000Z');
  expect(periodAt('2026-10-25T22:59:59Z', 'week')).toBe('2026-10-19');
  expect(periodAt('2027-03-28T21:59:59Z', 'week')).toBe('2027-03-22');
  expect(periodAt('2027-03-28T22:00:00Z', 'week')).toBe('2027-03-29');
});
