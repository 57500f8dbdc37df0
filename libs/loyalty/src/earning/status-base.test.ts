import { describe, expect, it } from 'vitest';
import { defaultPointsPolicy } from '../points/policy.ts';
import { awardFor } from './occasions/award.ts';
import type { EarningLine, EarningPurchase } from './purchase.ts';
import { storedEarning, targetOfReturn } from './return.ts';
import { evaluate } from './evaluate.ts';
import { statusOf, type PurchasePolicy } from './status-base.ts';

const line = (gross: number, more: Partial<EarningLine> = {}): EarningLine => ({
  kind: 'goods',
  quantity: 1000,
  discount: 0,
  gross,
  net: gross,
  taxRate: 0,
  ...more,
});
const bought = (lines: readonly EarningLine[], more: Partial<EarningPurchase> = {}): EarningPurchase => ({
  currency: 'EUR',
  locationId: 'vienna',
  purchasedAt: 0,
  lines,
  ...more,
});
const spend = (rate: string | null): PurchasePolicy => ({
  base: 'gross',
  discounts: 'after',
  spend: { rate },
});
const spent = (purchase: EarningPurchase, rate: string | null = '1'): number =>
  statusOf(7, { purchase, policy: spend(rate) });

describe('the status credit of a purchase', () => {
  it('is that of its rules, unless spending counts', () => {
    expect(
      statusOf(7, { purchase: bought([line(4730)]), policy: { base: 'gross', discounts: 'after' } }),
    ).toBe(7);
    expect(spent(bought([line(4730)]))).toBe(47);
  });

  it('is rounded down once, for all lines together', () => {
    expect(spent(bought([line(150), line(150)]))).toBe(3);
    expect(spent(bought([line(99)]))).toBe(0);
  });

  it('is in the reporting currency at the rate of the day, exact', () => {
    expect(spent(bought([line(250_000)], { currency: 'CZK' }), '0.0399')).toBe(99);
    expect(spent(bought([line(1000)], { currency: 'JPY' }), '0.0061')).toBe(6);
    expect(spent(bought([line(4730)]), null)).toBe(0);
  });

  it('does not come from gift cards, nor from what was paid with points', () => {
    expect(spent(bought([line(1000), line(5000, { kind: 'gift-card' })]))).toBe(10);
    expect(spent(bought([line(1000)], { payments: [{ kind: 'points', amount: 400 }] }))).toBe(6);
  });
});

it('a return takes back what the remaining goods would not have given, by the terms of the purchase', () => {
  const policy = { ...defaultPointsPolicy, ...spend('0.5') };
  const purchase = bought([line(3000, { quantity: 3000 })]);
  const evaluation = evaluate([], purchase, {}, { policy, zone: 'Europe/Berlin' });
  expect(evaluation).toMatchObject({ points: 0, status: 15 });
  const stored = storedEarning([], purchase, {}, { policy }, evaluation);
  expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
  expect([3000, 2000, 1000, 0].map((left) => targetOfReturn(stored, [left]).status)).toEqual([0, 5, 10, 15]);
});

it('an event spends nothing', () => {
  const policy = { ...defaultPointsPolicy, statusBase: 'spend' as const };
  const occasion = {
    kind: 'custom-event' as const,
    type: 'review',
    occurredAt: 0,
    locationId: null,
    payload: {},
  };
  const member = { tierIds: [], points: 0, person: null, figures: null };
  const rule = {
    id: 'r',
    version: 1,
    caps: [],
    validity: { from: null, until: null },
    countsTowardsStatus: true,
    effect: { kind: 'custom-event', type: 'review', points: 10, perField: null },
  } as const;
  const terms = { zone: 'Europe/Berlin', usage: [], member };
  expect(awardFor([rule], occasion, { ...terms, policy })).toMatchObject({ points: 10, status: 0 });
  expect(awardFor([rule], occasion, { ...terms, policy: defaultPointsPolicy })).toMatchObject({ status: 10 });
});
