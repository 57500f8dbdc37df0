import type { RegularsClient } from '@regulars/client';
import { getMemberPoints, holdPoints, redeemPoints, reverseTransaction } from '@regulars/contracts';
import { outstandingAt, type Entry } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PointsFigures, SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { WalletsRepository } from '../../apps/api/src/features/points/wallets.repository.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeAwards, makeMemberWithPoints, makeWallet, takeBackFrom } from '../support/makers/points.ts';

const start = '2027-02-01T10:00:00+01:00';
let api: TestApp;
let till: RegularsClient;
let database: pg.Pool;
beforeAll(async () => {
  api = await startApp(start);
  till = api.client({ apiKey: await makeKey(api) });
  database = new pg.Pool({ connectionString: api.databaseUrl, max: 2 });
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await database.end();
  await expectPublishedAsPromised(api);
  await api.close();
});

const balanceOf = (id: string) => till.call(getMemberPoints, { params: { id } });
const redeem = (id: string, points: number) =>
  till.call(redeemPoints, { params: { id }, body: { points, reason: 'Fest' } });

describe('points in time', () => {
  it('are taken from the earliest expiry, and go back to their lots (examples 3 and 7)', async () => {
    const id = await makeWallet(api);
    await makeAwards(api, id, [
      { points: 100, expiresAt: '2027-04-01T00:00:00+02:00' },
      { points: 50, expiresAt: null },
      { points: 30, expiresAt: '2027-02-16T00:00:00+01:00' },
    ]);
    const redeemed = await redeem(id, 60);
    expect(redeemed.balance.available).toBe(120);
    expect((await balanceOf(id)).expiring).toEqual([{ points: 70, expiresAt: '2027-03-31T22:00:00.000Z' }]);
    api.clock.set('2027-02-20T12:00:00+01:00');
    const back = await till.call(reverseTransaction, {
      params: { id: redeemed.transactionId },
      body: { reason: 'cancelled' },
    });
    expect(back).toMatchObject({ points: 60, balance: { available: 180 } });
    expect((await balanceOf(id)).expiring).toEqual([
      { points: 30, expiresAt: '2027-03-06T23:00:00.000Z' },
      { points: 100, expiresAt: '2027-03-31T22:00:00.000Z' },
    ]);
  });

  it('are read only as far as they are spent, and what is left says when it expires', async () => {
    const id = await makeWallet(api);
    const day = (n: number) => `2027-03-${String(n).padStart(2, '0')}T00:00:00+01:00`;
    await makeAwards(
      api,
      id,
      Array.from({ length: 25 }, (_, n) => ({ points: 10, expiresAt: day(25 - n) })),
    );
    const opened = vi.spyOn(api.app.get(WalletsRepository), 'open');
    const lotsRead = async () => (await opened.mock.results.at(-1)?.value)?.[0].lots.length as number;
    await redeem(id, 20);
    // Two are used up, the third is the next to expire.
    expect(await lotsRead()).toBe(3);
    const dueAt = 'select next_due_at from wallets where member_id = $1';
    expect((await database.query(dueAt, [id])).rows).toEqual([{ next_due_at: new Date(day(3)) }]);
    const hold = await till.call(holdPoints, {
      params: { id },
      body: { points: 15, reason: 'Fest', minutes: 10 },
    });
    expect(await lotsRead()).toBe(2);
    expect(hold.balance).toMatchObject({ available: 215, held: 15 });
    await expect(redeem(id, 216)).rejects.toMatchObject({ code: 'insufficient-points' });
    expect((await redeem(id, 215)).balance).toMatchObject({ available: 0, held: 15 });
    opened.mockRestore();
  });

  it('can be spent in the last second and are gone in the next, before any job has run (example 8)', async () => {
    const expiresAt = '2027-03-01T00:00:00+01:00';
    const [spent, kept] = [await makeWallet(api), await makeWallet(api)];
    for (const id of [spent, kept]) await makeAwards(api, id, [{ points: 100, expiresAt }]);
    api.clock.set('2027-02-28T23:59:59+01:00');
    expect((await balanceOf(spent)).available).toBe(100);
    expect((await redeem(spent, 100)).balance.available).toBe(0);
    api.clock.set(expiresAt);
    expect(await balanceOf(kept)).toMatchObject({ available: 0, expiring: [] });
    await expect(redeem(kept, 1)).rejects.toMatchObject({ code: 'insufficient-points' });
  });

  it('repay debt when they are released, before any job has run (example 16)', async () => {
    const id = await makeMemberWithPoints(api, 30);
    await redeem(id, 30);
    await takeBackFrom(api, id, 30);
    const availableAt = '2027-02-15T00:00:00+01:00';
    await makeAwards(api, id, [{ points: 100, availableAt, expiresAt: null }]);
    expect(await balanceOf(id)).toMatchObject({
      available: 0,
      pending: 100,
      debt: 30,
      pendingUntil: [{ points: 100, availableAt: new Date(availableAt).toISOString() }],
    });
    api.clock.set(availableAt);
    expect(await balanceOf(id)).toMatchObject({ available: 70, pending: 0, debt: 0, pendingUntil: [] });
    expect((await redeem(id, 70)).balance).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
  });
});

describe('the settling job', () => {
  const eventsOf = async (id: string): Promise<string[]> => {
    const { rows } = await database.query<{ name: string }>(
      'select name from events where member_id = $1 order by id',
      [id],
    );
    return rows.map(({ name }) => name);
  };

  it('books due changes of many members once, with events', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 60; made += 1) {
      const id = await makeWallet(api);
      await makeAwards(api, id, [
        { points: 5, expiresAt: '2027-02-10T00:00:00Z' },
        { points: 7, availableAt: '2027-02-11T00:00:00Z', expiresAt: null },
      ]);
      ids.push(id);
    }
    api.clock.set('2027-02-12T00:00:00Z');
    const job = api.app.get(SettleWalletsJob);
    expect(await job.settleDue()).toBeGreaterThanOrEqual(60);
    expect(await job.settleDue()).toBe(0);
    for (const id of ids) {
      expect(await balanceOf(id)).toMatchObject({ available: 7, pending: 0 });
      expect(await eventsOf(id)).toEqual([
        'points.earned',
        'points.earned',
        'points.expired',
        'points.released',
      ]);
    }
  });
});

describe('a due time without anything due', () => {
  it('is corrected by the job', async () => {
    const id = await makeMemberWithPoints(api, 5);
    await database.query(`update wallets set next_due_at = '2027-01-01' where member_id = $1`, [id]);
    expect(await api.app.get(SettleWalletsJob).settleDue()).toBeGreaterThan(0);
    const { rows } = await database.query('select next_due_at from wallets where member_id = $1', [id]);
    expect(rows).toEqual([{ next_due_at: null }]);
    expect((await balanceOf(id)).available).toBe(5);
  });
});

describe('the outstanding points', () => {
  it('are the same before and after settling, and match the journal at any moment', async () => {
    const id = await makeMemberWithPoints(api, 40);
    const indebted = await makeMemberWithPoints(api, 30);
    await redeem(indebted, 30);
    await takeBackFrom(api, indebted, 30);
    const holding = await makeMemberWithPoints(api, 10);
    for (const member of [id, indebted, holding])
      await makeAwards(api, member, [
        { points: 20, availableAt: '2027-02-05T00:00:00Z', expiresAt: '2027-02-08T00:00:00Z' },
        { points: 3, availableAt: '2027-02-06T00:00:00Z', expiresAt: null },
      ]);
    // Held points of a lot that is over come back when the hold ends, and go with it.
    api.clock.set('2027-02-07T23:30:00Z');
    const hold = { points: 33, reason: 'Fest', minutes: 60 };
    await till.call(holdPoints, { params: { id: holding }, body: hold });
    const figures = api.app.get(PointsFigures);
    const moments = [
      '2027-02-02T00:00:00Z',
      '2027-02-05T12:00:00Z',
      '2027-02-08T00:00:00Z',
      '2027-02-09T00:00:00Z',
    ];
    api.clock.set('2027-02-10T00:00:00Z');
    const atAll = () => Promise.all(moments.map((moment) => figures.outstanding(Date.parse(moment))));
    const before = await atAll();
    await api.app.get(SettleWalletsJob).settleDue();
    expect(await atAll()).toEqual(before);
    const { rows } = await database.query(
      `select currency, from_account as "from", to_account as "to", amount::int, (extract(epoch from effective_at) * 1000)::float as "effectiveAt" from journal`,
    );
    expect(before).toEqual(moments.map((moment) => outstandingAt(rows as Entry[], Date.parse(moment))));
    expect(new Set(before.map(({ points }) => points)).size).toBeGreaterThan(2);
  });

  it('change with issued, redeemed and expired points', async () => {
    api.clock.set('2027-05-03T10:00:00+02:00');
    const from = api.clock.now();
    const id = await makeWallet(api);
    await makeAwards(api, id, [
      { points: 50, expiresAt: null },
      { points: 8, expiresAt: '2027-05-04T00:00:00Z' },
    ]);
    const redeemed = await redeem(id, 12);
    await till.call(reverseTransaction, { params: { id: redeemed.transactionId }, body: { reason: 'x' } });
    await redeem(id, 5);
    const figures = api.app.get(PointsFigures);
    expect(await figures.expiring(from, Date.parse('2027-06-01T00:00:00Z'))).toEqual({
      points: 3,
      members: 1,
    });
    api.clock.set('2027-06-01T00:00:00Z');
    await api.app.get(SettleWalletsJob).settleDue();
    const moved = { issued: 58, redeemed: 5, expired: 3, given: 0, taken: 0 };
    expect(await figures.movements(from, api.clock.now())).toEqual(moved);
    expect(await figures.movementsByPeriod(from, api.clock.now(), 'month')).toEqual([
      { period: '2027-05-01', ...moved },
    ]);
  });
});
