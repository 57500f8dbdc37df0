import { describe, expect, test } from 'vitest';
import { euroRule, goods, purchaseOf, zone } from '../../test/purchases.ts';
import { assignmentRefusal, claimRefusal, defaultPointsPolicy, earnedByClaim, instantOf } from '../index.ts';

const purchase = { hasMember: false, gross: 4730, purchasedAt: instantOf('2026-11-01T22:30:00Z') };
const made = { total: 4730, date: '2026-11-01', knowsReceipts: false };
const at = (iso: string) => ({ now: instantOf(iso), zone: 'Europe/Berlin' });
const soon = at('2026-11-02T09:00:00Z');

describe('a claim', () => {
  test('is allowed for 30 local days of the club', () => {
    expect(claimRefusal(purchase, made, soon)).toBeNull();
    expect(claimRefusal(purchase, made, at('2026-12-01T22:59:59Z'))).toBeNull();
    expect(claimRefusal(purchase, made, at('2026-12-01T23:00:00Z'))).toBe('too-long-ago');
  });

  test('uses the local date of the club, not the UTC date', () => {
    const late = { ...purchase, purchasedAt: instantOf('2026-11-01T23:30:00Z') };
    expect(claimRefusal(late, made, soon)).toBe('another-day');
    expect(claimRefusal(late, { ...made, date: '2026-11-02' }, soon)).toBeNull();
  });

  test.each([
    ['has-a-member', { hasMember: true }, {}],
    ['another-total', {}, { total: 4731 }],
    ['another-day', {}, { date: '2026-11-02' }],
    ['knows-receipts', {}, { knowsReceipts: true }],
  ])('is refused: %s', (refusal, bought, claimed) => {
    expect(claimRefusal({ ...purchase, ...bought }, { ...made, ...claimed }, soon)).toBe(refusal);
  });

  test('earns what the purchase would have earned, minus its returns', () => {
    const bought = purchaseOf([goods(1000, { quantity: 2000 }), goods(500)]);
    const context = { policy: defaultPointsPolicy, zone };
    const earned = earnedByClaim([euroRule()], bought, {}, context, [{ line: 0, quantity: 1000 }]);
    expect(earned).toMatchObject({
      points: 10,
      returned: { points: 5 },
      stored: { granted: { points: 15 } },
    });
  });
});

describe('an assignment by staff', () => {
  test('has the time of a claim', () => {
    expect(assignmentRefusal(purchase, at('2026-12-01T22:59:59Z'))).toBeNull();
    expect(assignmentRefusal(purchase, at('2026-12-01T23:00:00Z'))).toBe('too-long-ago');
  });

  test('is refused if the purchase has a member', () => {
    expect(assignmentRefusal({ ...purchase, hasMember: true }, soon)).toBe('has-a-member');
  });
});
