import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, berlin } from '../../test/passbook.ts';
import { localDateOf, startOfDate } from '../calendar.ts';
import { isoOf } from '../clock.ts';
import {
  creditTakenBack,
  hasCommonPeriod,
  membershipYearAt,
  periodOfPurchase,
  qualifyingPeriodAt,
  tierReviewAt,
  stepHolds,
  type CommonKind,
  type QualifyingPeriod,
} from './period.ts';

const by = (kind: CommonKind, length: number | null = null): QualifyingPeriod<CommonKind> => ({
  kind,
  length,
});

test.each<[CommonKind, string, string, string]>([
  ['calendar-year', '2026-01-01T00:00', '2026-01-01T00:00', '2027-01-01T00:00'],
  ['calendar-year', '2026-12-31T23:59:59', '2026-01-01T00:00', '2027-01-01T00:00'],
  ['rolling-12-months', '2026-11-22T10:00', '2025-11-23T00:00', '2026-11-23T00:00'],
  ['rolling-12-months', '2028-02-29T00:00', '2027-03-01T00:00', '2028-03-01T00:00'],
  ['rolling-12-months', '2026-03-29T12:00', '2025-03-30T00:00', '2026-03-30T00:00'],
])('with %s the credit that counts at %s is that of %s until %s', (kind, moment, from, until) => {
  expect(qualifyingPeriodAt(by(kind), at(moment), berlin)).toEqual({ from: at(from), until: at(until) });
});

test('the local year counts, not the UTC year', () => {
  expect(isoOf(qualifyingPeriodAt(by('calendar-year'), at('2026-06-01T12:00'), berlin).from)).toBe(
    '2025-12-31T23:00:00Z',
  );
});

test('a calendar year is reviewed after its end, with its own credit or later credit', () => {
  expect(tierReviewAt(by('calendar-year'), at('2027-01-01T00:05'), berlin)).toEqual({
    dueBefore: at('2027-01-01T00:00'),
    periods: [
      { from: at('2026-01-01T00:00'), until: at('2027-01-01T00:00') },
      { from: at('2027-01-01T00:00'), until: at('2028-01-01T00:00') },
    ],
  });
});

test('rolling months are reviewed every day', () => {
  expect(tierReviewAt(by('rolling-12-months'), at('2026-11-22T00:05'), berlin)).toEqual({
    dueBefore: at('2026-11-22T00:00'),
    periods: [{ from: at('2025-11-23T00:00'), until: at('2026-11-23T00:00') }],
  });
});

test('a return takes credit only while the period that earned it counts', () => {
  const year = qualifyingPeriodAt(by('calendar-year'), at('2027-02-01T12:00'), berlin);
  expect(creditTakenBack(40, at('2027-01-01T00:00'), year)).toBe(40);
  expect(creditTakenBack(40, at('2026-12-31T23:59:59'), year)).toBe(0);
  expect(creditTakenBack(-5, at('2027-01-15T12:00'), year)).toBe(-5);
});

test.each([
  ['calendar-year', '2026-12-30T12:00', '2026-01-01T00:00', '2027-01-01T00:00'],
  ['calendar-year', '2027-01-02T12:00', '2027-01-01T00:00', '2028-01-01T00:00'],
  ['calendar-year', '2025-06-01T12:00', '2027-01-01T00:00', '2028-01-01T00:00'],
  ['rolling-12-months', '2026-12-30T12:00', '2026-01-06T00:00', '2027-01-06T00:00'],
  ['rolling-12-months', '2025-06-01T12:00', '2026-01-06T00:00', '2027-01-06T00:00'],
] as const)(
  'by %s, a purchase of %s that is posted on 5 January 2027 counts from %s',
  (kind, made, from, until) => {
    const moments = { purchasedAt: at(made), bookedAt: at('2027-01-05T10:00') };
    expect(periodOfPurchase(by(kind), moments, berlin)).toEqual({ from: at(from), until: at(until) });
  },
);

test.each([
  // Month ends: the day before the same day of the month, or the last one.
  ['rolling-months', 1, '2027-03-30T12:00', '2027-02-28T00:00', '2027-03-31T00:00'],
  ['rolling-months', 3, '2028-05-31T12:00', '2028-03-01T00:00', '2028-06-01T00:00'],
  ['rolling-months', 12, '2028-02-28T23:59:59', '2027-02-28T00:00', '2028-02-29T00:00'],
  // Nights with 23 and 25 hours.
  ['rolling-days', 30, '2027-03-28T12:00', '2027-02-27T00:00', '2027-03-29T00:00'],
  ['rolling-days', 1, '2027-10-31T02:30', '2027-10-31T00:00', '2027-11-01T00:00'],
  ['rolling-days', 365, '2028-02-29T00:00', '2027-03-02T00:00', '2028-03-01T00:00'],
] as const)('%s of %i at %s count from %s until %s', (kind, length, moment, from, until) => {
  expect(qualifyingPeriodAt(by(kind, length), at(moment), berlin)).toEqual({
    from: at(from),
    until: at(until),
  });
});

test('a step down holds for as long as rolling time, and to the next review of a year', () => {
  const steppedAt = at('2027-03-28T00:01');
  const days = by('rolling-days', 30);
  expect(stepHolds(days, steppedAt, at('2027-04-26T23:59:59'), berlin)).toBe(true);
  expect(stepHolds(days, steppedAt, at('2027-04-27T00:00'), berlin)).toBe(false);
  expect(stepHolds(by('calendar-year'), steppedAt, at('2027-03-29T00:00'), berlin)).toBe(false);
  expect(stepHolds(days, null, steppedAt, berlin)).toBe(false);
});

const ownYear: QualifyingPeriod = { kind: 'membership-year', length: null };

test('only the membership year differs from member to member, and a step down holds until its end', () => {
  expect(hasCommonPeriod(ownYear)).toBe(false);
  expect(hasCommonPeriod(by('rolling-days', 30))).toBe(true);
  expect(stepHolds(ownYear, at('2027-03-28T00:01'), at('2027-03-29T00:00'), berlin)).toBe(false);
});

test.each([
  ['2024-05-15T10:00', '2027-05-14T23:59:59', '2026-05-15T00:00', '2027-05-15T00:00'],
  ['2024-05-15T10:00', '2027-05-15T00:00', '2027-05-15T00:00', '2028-05-15T00:00'],
  // On the day of joining, before the moment of joining.
  ['2024-05-15T10:00', '2024-05-15T08:00', '2024-05-15T00:00', '2025-05-15T00:00'],
  // Purchases that are older than the account.
  ['2024-05-15T10:00', '2024-05-14T12:00', '2023-05-15T00:00', '2024-05-15T00:00'],
  ['2024-02-29T10:00', '2025-02-28T23:59:59', '2024-02-29T00:00', '2025-03-01T00:00'],
  ['2024-02-29T10:00', '2025-03-01T00:00', '2025-03-01T00:00', '2026-03-01T00:00'],
  ['2024-02-29T10:00', '2028-02-28T23:59:59', '2027-03-01T00:00', '2028-02-29T00:00'],
  ['2024-02-29T10:00', '2028-02-29T00:00', '2028-02-29T00:00', '2029-03-01T00:00'],
  ['2023-03-01T10:00', '2024-02-29T23:59:59', '2023-03-01T00:00', '2024-03-01T00:00'],
  // Nights with 23 and 25 hours.
  ['2020-03-29T10:00', '2026-03-29T12:00', '2026-03-29T00:00', '2027-03-29T00:00'],
  ['2021-10-31T00:30', '2026-10-31T00:00', '2026-10-31T00:00', '2027-10-31T00:00'],
])('who joined at %s has at %s the year of %s until %s', (joined, moment, from, until) => {
  expect(membershipYearAt(at(joined), at(moment), berlin)).toEqual({ from: at(from), until: at(until) });
});

test('the local day of joining counts, not the day in UTC', () => {
  const lateInMay = Date.parse('2024-05-14T22:30:00Z');
  expect(membershipYearAt(lateInMay, at('2026-05-15T00:00'), berlin).from).toBe(at('2026-05-15T00:00'));
});

const zones = fc.constantFrom(berlin, 'America/Havana', 'Asia/Kathmandu', 'Africa/Cairo', 'Pacific/Apia');
const moments = fc.integer({ min: Date.parse('1990-01-01T00:00Z'), max: Date.parse('2060-01-01T00:00Z') });

test('each moment is in exactly one year, and the next year begins where it ends', () => {
  fc.assert(
    fc.property(moments, moments, zones, (joinedAt, moment, zone) => {
      const year = membershipYearAt(joinedAt, moment, zone);
      expect(moment).toBeGreaterThanOrEqual(year.from);
      expect(moment).toBeLessThan(year.until);
      expect(membershipYearAt(joinedAt, year.from, zone)).toEqual(year);
      expect(membershipYearAt(joinedAt, year.until - 1, zone)).toEqual(year);
      expect(membershipYearAt(joinedAt, year.until, zone).from).toBe(year.until);
      const days = localDateOf(year.from, zone).until(localDateOf(year.until, zone)).days;
      expect([365, 366]).toContain(days);
      const joined = localDateOf(joinedAt, zone);
      expect(membershipYearAt(joinedAt, joinedAt, zone).from).toBe(startOfDate(joined, zone));
    }),
  );
});
