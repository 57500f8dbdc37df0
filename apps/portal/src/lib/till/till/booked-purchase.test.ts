import { describe, expect, it } from 'vitest';
import { newAttempt } from '#lib/till/shared/attempt.ts';
import { isSamePurchase } from './booked-purchase.ts';

const receipt = { location: 'wien-1', number: 'wien-1-20261126-1-007', till: '1' };
const attempt = newAttempt({
  kind: 'sale',
  path: '/purchases',
  body: {
    receipt,
    purchasedAt: '2026-11-26T09:00:00.123Z',
    currency: 'EUR',
    lines: [{ name: 'Amount', unitPrice: 500 }],
  },
  place: 'Wien 1',
  amount: 500,
  currency: 'EUR',
});
const booked = {
  receipt,
  purchasedAt: '2026-11-26T10:00:00.123+01:00',
  total: { gross: 500, currency: 'EUR' },
};

describe('a purchase with the number of an attempt', () => {
  it('is the same purchase, whatever the format of its time', () => {
    expect(isSamePurchase(booked, attempt)).toBe(true);
  });

  it.each([
    { purchasedAt: '2026-11-26T10:00:00.124+01:00' },
    { total: { gross: 501, currency: 'EUR' } },
    { total: { gross: 500, currency: 'CZK' } },
    { receipt: { ...receipt, number: 'wien-1-20261126-1-008' } },
    { receipt: { ...receipt, location: 'wien-2' } },
  ])('is a different purchase with %j', (other) => {
    expect(isSamePurchase({ ...booked, ...other }, attempt)).toBe(false);
  });
});
