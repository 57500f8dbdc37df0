import { randomUUID } from 'node:crypto';
import type { Coverage, Overview } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub, makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp('2026-08-20T12:00:00+02:00');
  key = await makeKey(api);
});
afterAll(() => api.close());

const overview = async (query = ''): Promise<Overview> =>
  (await send(api, 'get', `/overview${query}`, { key }).expect(200)).body;
const redeem = (memberId: string, points: number) =>
  send(api, 'post', `/members/${memberId}/points/redemptions`, { key, body: { points, reason: 'gift' } })
    .set('idempotency-key', randomUUID())
    .expect(201);

describe('the overview', () => {
  let empty: Overview;
  let month: Overview;
  let year: Overview;
  let lastWeek: Overview;
  let covered: Coverage;
  let viennaId: string;
  beforeAll(async () => {
    empty = await overview();
    const points = {
      base: 'gross',
      discounts: 'after',
      pendingDays: 0,
      expiry: { kind: 'none' },
      returns: 'debt',
      reinstatementDays: 14,
      pointValue: 2500,
      qualifyingPeriod: 'calendar-year',
    } as const;
    await changeClub(api, { points });
    await makeRule(api);
    const shop = await makeLocation(api);
    viennaId = shop.id;
    const vienna = new Till(api, key, shop.code);
    const prague = new Till(api, key, (await makeLocation(api, { currency: 'CZK' })).code);
    const anna = (await makeMember(api)).id;
    const bert = (await makeMember(api)).id;
    await vienna.sell(anna, 10_000);

    // The 30 days before: 24 September, 0:00, to 23 October, 10:00.
    api.clock.set('2026-10-10T12:00:00+02:00');
    const cleo = (await makeMember(api)).id;
    const beans = await vienna.sell(bert, { lines: [{ name: 'Beans', quantity: 2, amount: 5000 }] });
    await vienna.sell(null, 5000);
    api.clock.set('2026-10-11T12:00:00+02:00');
    await makeAwards(api, cleo, [{ points: 15, expiresAt: '2026-11-15T00:00:00+01:00' }]);
    api.clock.set('2026-10-12T12:00:00+02:00');
    await redeem(anna, 20);

    // The rest of the day is between them.
    api.clock.set('2026-10-23T15:00:00+02:00');
    await vienna.sell(bert, 1000);

    // The last 30 days: 24 October, 0:00, to 22 November, 10:00.
    api.clock.set('2026-10-24T00:30:00+02:00');
    await vienna.sell(anna, 3000);
    await prague.sell(null, { currency: 'CZK', lines: [{ amount: 100_000 }] });
    api.clock.set('2026-11-20T12:00:00+01:00');
    await api.app.get(SettleWalletsJob).settleDue();
    const dana = (await makeMember(api)).id;
    await vienna.takeBack(beans.id, [{ line: 0, quantity: 1 }]);
    await vienna.sell(dana, 7000);
    await vienna.sell(null, 2500);
    await makeAwards(api, dana, [{ points: 5, expiresAt: '2026-12-23T00:00:00+01:00' }]);
    await makeAwards(api, dana, [{ points: 8, expiresAt: '2026-12-23T00:00:01+01:00' }]);
    api.clock.set('2026-11-21T12:00:00+01:00');
    await redeem(anna, 44);

    api.clock.set('2026-11-22T10:00:00+01:00');
    month = await overview('?days=30');
    year = await overview('?days=366');
    lastWeek = await overview('?days=7');
    covered = (await send(api, 'get', '/overview/coverage', { key }).expect(200)).body;
  });
  beforeEach(() => api.clock.set('2026-11-22T10:00:00+01:00'));

  it('of an empty club has zeros, and no comparison', () => {
    const none = { value: 0, previous: 0 };
    const nothing = { value: null, previous: null };
    expect(empty).toEqual({
      days: 30,
      from: '2026-07-22',
      activeFrom: '2026-05-23',
      currency: 'EUR',
      activeMembers: none,
      members: none,
      newMembers: none,
      purchases: none,
      revenue: none,
      cardShare: nothing,
      otherCurrencies: [],
      issued: none,
      redeemed: none,
      expired: none,
      given: none,
      taken: none,
      redemptionRate: nothing,
      outstanding: none,
      liability: none,
      expiringSoon: { points: 0, members: 0, until: '2026-09-19' },
      series: ['2026-07-20', '2026-07-27', '2026-08-03', '2026-08-10', '2026-08-17'].map((period) => ({
        period,
        issued: 0,
        redeemed: 0,
        expired: 0,
        given: 0,
        taken: 0,
        purchases: 0,
        revenue: 0,
      })),
      grain: 'week',
    });
  });

  it('counts members whose points expire soon, and the list of members finds exactly these', async () => {
    const { members = 0, until = '' } = (await overview()).expiringSoon ?? {};
    expect(members).toBe(1);
    const found = async (by: string): Promise<number> => {
      const query = `expireBy=${encodeURIComponent(by)}&include=total`;
      return (await send(api, 'get', `/members?${query}`, { key }).expect(200)).body.total;
    };
    const end = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime('Europe/Vienna');
    expect(await found(end.toInstant().toString())).toBe(members);
    expect(await found(new Date(api.clock.now()).toISOString())).toBe(0);
  });

  it('compares the last 30 days with the 30 days before', () => {
    const week = (period: string, part: Partial<Overview['series'][number]> = {}) => ({
      period,
      issued: 0,
      redeemed: 0,
      expired: 0,
      given: 0,
      taken: 0,
      purchases: 0,
      revenue: 0,
      ...part,
    });
    expect(month).toEqual({
      days: 30,
      from: '2026-10-24',
      activeFrom: '2026-08-25',
      currency: 'EUR',
      activeMembers: { value: 3, previous: 2 },
      members: { value: 4, previous: 3 },
      newMembers: { value: 1, previous: 1 },
      purchases: { value: 4, previous: 2 },
      revenue: { value: 3000 - 2500 + 7000 + 2500, previous: 10_000 },
      cardShare: { value: 0.75, previous: 0.5 },
      otherCurrencies: [{ currency: 'CZK', revenue: 100_000 }],
      issued: { value: 30 - 25 + 70 + 5 + 8, previous: 50 + 15 },
      redeemed: { value: 44, previous: 20 },
      expired: { value: 15, previous: 0 },
      given: { value: 0, previous: 0 },
      taken: { value: 0, previous: 0 },
      redemptionRate: { value: 44 / 88, previous: 20 / 65 },
      outstanding: { value: 184, previous: 145 },
      liability: { value: 460, previous: 363 },
      expiringSoon: { points: 5, members: 1, until: '2026-12-22' },
      series: [
        // The whole week, including days before the 30 days.
        week('2026-10-19', { issued: 40, purchases: 3, revenue: 4000 }),
        week('2026-10-26'),
        week('2026-11-02'),
        week('2026-11-09', { expired: 15 }),
        week('2026-11-16', { issued: 58, redeemed: 44, purchases: 2, revenue: 7000 }),
      ],
      grain: 'week',
    });
  });

  it('counts due points as expired, even before a job has run', async () => {
    const before = await overview('?days=7');
    const { id } = await makeMember(api);
    await makeAwards(api, id, [{ points: 9, expiresAt: '2026-11-22T11:00:00+01:00' }]);
    expect((await overview('?days=7')).outstanding.value).toBe((before.outstanding.value ?? 0) + 9);
    api.clock.advance({ hours: 2 });
    expect((await overview('?days=7')).outstanding.value).toBe(before.outstanding.value);
  });

  it('shows adjustments as the journal has them, and points taken back separately', async () => {
    const { id } = await makeMember(api);
    const adjust = async (points: number): Promise<string> => {
      const body = { points, reason: 'goodwill' };
      const reply = await send(api, 'post', `/members/${id}/points/adjustments`, { key, body }).set(
        'idempotency-key',
        randomUUID(),
      );
      expect(reply.status).toBe(201);
      return String(reply.body.transactionId);
    };
    await adjust(100);
    await adjust(-30);
    const mistake = await adjust(7);
    await send(api, 'post', `/points/transactions/${mistake}/reverse`, { key, body: { reason: 'mistake' } })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const { given, taken, series } = await overview('?days=7');
    expect([given.value, taken.value]).toEqual([107, 37]);
    expect(series.at(-1)).toMatchObject({ given: 107, taken: 37 });
    const [booked] = await rowsOf<{ left: number }>(
      api,
      `select sum(case 'adjusted' when from_account then amount when to_account then -amount else 0 end)::int as left from journal where currency = 'points'`,
    );
    expect(booked?.left).toBe(70);
  });

  it('of a year has months that sum to the year', () => {
    const { series, grain, purchases, revenue, redeemed } = year;
    expect(grain).toBe('month');
    expect(series.map(({ period }) => period)).toEqual([
      ...['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'],
      ...['2026-06-01', '2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01', '2026-11-01'],
    ]);
    const sum = (field: 'purchases' | 'revenue' | 'redeemed'): number =>
      series.reduce((total, month) => total + (month[field] ?? 0), 0);
    expect([sum('purchases'), sum('revenue'), sum('redeemed')]).toEqual([
      purchases.value,
      revenue.value,
      redeemed.value,
    ]);
  });

  it('of a week has days', () => {
    const { series, grain, purchases, issued } = lastWeek;
    expect([grain, series.length, series.at(-1)?.period]).toEqual(['day', 7, '2026-11-22']);
    const sum = (field: 'purchases' | 'issued'): number =>
      series.reduce((total, day) => total + (day[field] ?? 0), 0);
    expect([sum('purchases'), sum('issued')]).toEqual([purchases.value, issued.value]);
    expect(purchases.value).toBe(2);
  });

  it.each(['6', '367', '0', '-30', '1.5', 'month', ''])('of %j days is refused', async (days) => {
    await expectProblem(
      send(api, 'get', `/overview?days=${days}`, { key }),
      400,
      'invalid-request',
      '/query/days',
    );
  });

  it('says by month and location how much revenue has a card, and how well members are known', async () => {
    const vienna = { locationId: viennaId };
    expect(covered).toMatchObject({ currency: 'EUR', from: '2025-11-01', members: 4 });
    expect(covered.sales).toEqual([
      { ...vienna, month: '2026-08-01', revenue: 10_000, withCard: 10_000 },
      { ...vienna, month: '2026-10-01', revenue: 14_000, withCard: 9000 },
      { ...vienna, month: '2026-11-01', revenue: 7000, withCard: 4500 },
    ]);
    const now = async (): Promise<Coverage> =>
      (await send(api, 'get', '/overview/coverage', { key }).expect(200)).body;
    const bought = { fact: 'member.last-purchase', members: 3 };
    await expect.poll(now).toMatchObject({
      waitingSince: null,
      known: expect.arrayContaining([bought]),
      made: { finishedAt: expect.any(String), due: 0 },
    });
  });

  it('is for managers only', async () => {
    const cashier = await makeStaff(api, ['cashier']);
    await expectProblem(send(api, 'get', '/overview', cashier), 403, 'not-allowed');
    await send(api, 'get', '/overview', await makeStaff(api, ['manager'])).expect(200);
  });
});
