import { expect, test } from 'vitest';
import { at, berlin, Passbook } from '../../test/passbook.ts';
import { ownLivesOf, type Grant } from '../index.ts';
import { ownExpiryOf } from './policy.ts';

test('months clamp at month ends, days count whole days, also over a night of the clock change', () => {
  const until = (unit: 'days' | 'months', count: number, from: string) =>
    ownExpiryOf({ unit, count }, at(from), berlin);
  expect(until('months', 1, '2027-01-31T12:00')).toBe(at('2027-03-01T00:00'));
  expect(until('days', 1, '2027-03-27T23:30')).toBe(at('2027-03-29T00:00'));
  expect(until('days', 30, '2027-01-31T00:00')).toBe(at('2027-03-03T00:00'));
});

test('the parts of a reduced award lose those that live as their rule says first', () => {
  const grant = (points: number, days?: number): Grant => ({
    ruleId: 'rule',
    version: 1,
    kind: 'fixed-points',
    points,
    status: 0,
    cappedFrom: null,
    cappedBy: null,
    reason: { kind: 'fixed', points, currency: 'EUR', minimum: null },
    ...(days ? { expiresAfter: { unit: 'days', count: days } } : {}),
  });
  const grants = [grant(10), grant(5, 30), grant(7, 60)];
  const points = (awarded: number) => ownLivesOf(grants, awarded).map((life) => life.points);
  expect([points(22), points(20), points(15), points(3)]).toEqual([[5, 7], [3, 7], [5], []]);
});

test('activity extends the points of the club, not those that live as their rule says', () => {
  const book = new Passbook({ expiry: { kind: 'inactivity', months: 12 } });
  const own = [{ points: 5, expiry: { unit: 'days', count: 30 } as const }];
  const { lotId } = book.award(at('2027-01-10T12:00'), 15, { own });
  book.award(at('2027-01-20T12:00'), 1);
  const lots = book.snapshot.lots.filter(({ id }) => id === lotId);
  expect(lots.map(({ amount, expiresAt }) => [amount, expiresAt])).toEqual([[10, at('2028-01-21T00:00')]]);
  expect(book.snapshot.lots.find(({ amount }) => amount === 5)?.expiresAt).toBe(at('2027-02-10T00:00'));
  expect(book.balance(at('2027-02-09T23:59')).available).toBe(16);
  expect(book.balance(at('2027-02-10T00:00')).available).toBe(11);
});

test('parts of more than the award are a fault', () => {
  const own = [{ points: 5, expiry: { unit: 'days', count: 30 } as const }];
  expect(() => new Passbook().award(at('2027-01-10T12:00'), 4, { own })).toThrow(RangeError);
});
