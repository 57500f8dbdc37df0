import { expect, test } from 'vitest';
import { at, berlin } from '../../test/passbook.ts';
import { openingTierUntil } from './opening.ts';
import type { QualifyingPeriod } from './period.ts';

test.each<[QualifyingPeriod['kind'], number | null, string, string]>([
  ['calendar-year', null, '2026-12-31T23:59:59', '2028-01-01T00:00'],
  ['calendar-year', null, '2027-01-01T00:00', '2029-01-01T00:00'],
  ['rolling-12-months', null, '2026-11-30T10:00', '2027-12-01T00:00'],
  ['rolling-months', 3, '2026-11-29T10:00', '2027-02-28T00:00'],
  ['rolling-days', 30, '2027-03-20T10:00', '2027-04-20T00:00'],
  // The running year of the member ends on 15 May.
  ['membership-year', null, '2027-05-14T12:00', '2028-05-15T00:00'],
  ['membership-year', null, '2027-05-15T12:00', '2029-05-15T00:00'],
])('by %s (%s) a tier that is brought along at %s holds until %s', (kind, length, moment, until) => {
  const moments = { at: at(moment), joinedAt: at('2024-05-15T10:00') };
  expect(openingTierUntil({ kind, length }, moments, berlin)).toBe(at(until));
});
