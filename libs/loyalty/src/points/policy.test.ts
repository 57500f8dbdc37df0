import { expect, test } from 'vitest';
import { at, berlin } from '../../test/passbook.ts';
import { isoOf } from '../clock.ts';
import { defaultPointsPolicy, expiryOf, reinstatedUntil, releaseOf, type ExpiryPolicy } from './policy.ts';

test.each<[ExpiryPolicy, string, string]>([
  [{ kind: 'rolling-months', months: 1 }, '2027-01-31T15:00', '2027-03-01T00:00'],
  [{ kind: 'rolling-months', months: 1 }, '2028-01-31T15:00', '2028-03-01T00:00'],
  [{ kind: 'rolling-months', months: 12 }, '2026-11-22T23:59:59', '2027-11-23T00:00'],
  [{ kind: 'rolling-days', days: 1 }, '2027-01-31T00:00', '2027-02-02T00:00'],
  [{ kind: 'rolling-days', days: 1 }, '2026-10-24T23:59:59', '2026-10-26T00:00'],
  [{ kind: 'rolling-days', days: 30 }, '2028-01-31T15:00', '2028-03-02T00:00'],
  [{ kind: 'inactivity', months: 6 }, '2026-08-31T00:00', '2027-03-01T00:00'],
  [{ kind: 'fixed-date', month: 12, day: 31 }, '2026-11-22T12:00', '2027-01-01T00:00'],
  [{ kind: 'fixed-date', month: 12, day: 31 }, '2026-12-31T12:00', '2028-01-01T00:00'],
  [{ kind: 'fixed-date', month: 2, day: 29 }, '2026-11-22T12:00', '2027-03-01T00:00'],
])('%j: an award on %s expires at %s', (expiry, earned, over) => {
  expect(expiryOf({ ...defaultPointsPolicy, expiry }, at(earned), berlin)).toBe(at(over));
});

test('points without an expiry policy never expire', () => {
  expect(expiryOf(defaultPointsPolicy, at('2026-11-22T12:00'), berlin)).toBeNull();
});

test('points that expire after a clock change expire at local midnight', () => {
  const policy = { ...defaultPointsPolicy, expiry: { kind: 'rolling-months', months: 1 } } as const;
  expect(isoOf(expiryOf(policy, at('2026-02-28T12:00'), berlin) ?? 0)).toBe('2026-03-28T23:00:00Z');
  expect(isoOf(expiryOf(policy, at('2026-03-01T12:00'), berlin) ?? 0)).toBe('2026-04-01T22:00:00Z');
});

test('pending points are released at the start of their day', () => {
  const moment = at('2026-10-20T18:00');
  expect(releaseOf(defaultPointsPolicy, moment, berlin)).toBeNull();
  expect(releaseOf({ ...defaultPointsPolicy, pendingDays: 14 }, moment, berlin)).toBe(at('2026-11-03T00:00'));
});

test('points that are given back live to the end of the last day of their window', () => {
  expect(reinstatedUntil(defaultPointsPolicy, at('2027-02-20T10:00'), berlin)).toBe(at('2027-03-07T00:00'));
});
