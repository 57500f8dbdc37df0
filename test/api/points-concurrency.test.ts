import { ApiProblem, type RegularsClient } from '@regulars/client';
import {
  blockCard,
  closeMember,
  getMemberPoints,
  holdPoints,
  listCards,
  listPointsEntries,
  recordPurchase,
  redeemPoints,
} from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { changeStatus, makeMember } from '../support/makers/members.ts';
import { offer, type OfferedPurchase } from '../support/makers/purchases.ts';
import { openShop } from '../support/shop.ts';
import { makeAwards, makeMemberWithPoints, makeWallet } from '../support/makers/points.ts';

let api: TestApp;
let till: RegularsClient;
beforeAll(async () => {
  api = await startApp();
  till = api.client({ apiKey: await makeKey(api) });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const codeOf = (settled: PromiseSettledResult<unknown>): string => {
  if (settled.status === 'fulfilled') return 'done';
  return settled.reason instanceof ApiProblem ? settled.reason.code : String(settled.reason);
};
const tally = (all: readonly PromiseSettledResult<unknown>[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const settled of all) counts[codeOf(settled)] = (counts[codeOf(settled)] ?? 0) + 1;
  return counts;
};
const atOnce = <Result>(times: number, work: (index: number) => Promise<Result>) =>
  Promise.allSettled(Array.from({ length: times }, (_, index) => work(index)));

describe('a call that waits for the wallet', () => {
  let outside: pg.Client;
  beforeAll(async () => {
    outside = new pg.Client({ connectionString: api.databaseUrl });
    await outside.connect();
  });
  afterAll(() => outside.end());

  /** Runs `work` while another session holds the wallet, runs `meanwhile` when it waits, and releases the wallet. */
  const whileHeld = async <Result>(
    memberId: string,
    work: () => Promise<Result>,
    meanwhile: (outside: pg.Client) => Promise<unknown>,
  ): Promise<PromiseSettledResult<Result>> => {
    await outside.query('begin');
    await outside.query('select from wallets where member_id = $1 for update', [memberId]);
    const done = Promise.allSettled([work()]);
    const waiting = `select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`;
    await expect.poll(async () => (await outside.query(waiting)).rowCount).toBe(1);
    await meanwhile(outside);
    await outside.query('commit');
    return (await done)[0];
  };

  it('gets the reply of its twin, which took the points first', async () => {
    const id = await makeMemberWithPoints(api, 100);
    const key = randomUUID();
    const redeem = () =>
      till.call(redeemPoints, { params: { id }, body: { points: 100, reason: 'Fest' }, key });
    const first = await redeem();
    // When the second call looks for the key, the first has not committed yet.
    await outside.query('create temp table twin as select * from idempotency_keys where key = $1', [key]);
    await outside.query('delete from idempotency_keys where key = $1', [key]);
    const second = await whileHeld(id, redeem, () =>
      outside.query('insert into idempotency_keys select * from twin'),
    );
    expect(second).toEqual({ status: 'fulfilled', value: first });
    const { data } = await till.call(listPointsEntries, { params: { id } });
    expect(data.filter(({ kind }) => kind === 'redeem')).toHaveLength(1);
  });

  it.each(['blocked', 'closed'])('earns nothing if the member was %s in the meantime', async (status) => {
    const { till: shop, location } = await openShop(api);
    const [one, other] = [await makeMember(api), await makeMember(api)];
    const sale = (id: string): OfferedPurchase => offer(api, location.code, { member: { id } });
    const change = (id: string) =>
      status === 'blocked'
        ? changeStatus(api, id, 'blocked')
        : till.call(closeMember, { params: { id }, body: { reason: 'moved' } });
    const single = await whileHeld(
      one.id,
      () => shop.call(recordPurchase, { body: sale(one.id) }),
      () => change(one.id),
    );
    expect(codeOf(single)).toBe('member-not-active');
    const many = await whileHeld(
      other.id,
      () => api.app.get(BulkPurchases).recordMany([sale(other.id), sale(other.id)], { origin: 'import' }),
      () => change(other.id),
    );
    expect(many).toMatchObject({
      value: [{ refused: { code: 'member-not-active' } }, { refused: { code: 'member-not-active' } }],
    });
    for (const { id } of [one, other])
      expect(await till.call(getMemberPoints, { params: { id } })).toMatchObject({ available: 0 });
  });

  it('earns nothing with a card that was blocked while the purchase waited', async () => {
    const { till: shop, location } = await openShop(api);
    const { id } = await makeMember(api);
    const [card] = (await shop.call(listCards, { params: { id } })).data;
    if (!card) throw new Error('A new member has a card');
    const body = offer(api, location.code, { member: { card: card.number } });
    const block = () => till.call(blockCard, { params: { id: card.id }, body: { reason: 'lost' } });
    const sold = await whileHeld(id, () => shop.call(recordPurchase, { body }), block);
    expect(codeOf(sold)).toBe('card-blocked');
  });
});

describe('parallel calls', () => {
  it('never overspend: 50 redemptions of 100 from 1,000 (example 10)', async () => {
    const id = await makeWallet(api);
    await makeAwards(
      api,
      id,
      Array.from({ length: 40 }, () => ({ points: 25, expiresAt: null })),
    );
    const all = await atOnce(50, () =>
      till.call(redeemPoints, { params: { id }, body: { points: 100, reason: 'Fest' } }),
    );
    expect(tally(all)).toEqual({ done: 10, 'insufficient-points': 40 });
    expect(await till.call(getMemberPoints, { params: { id } })).toMatchObject({ available: 0, debt: 0 });
    const database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    const { rows } = await database.query(
      `select (select sum(remaining)::int from lots where member_id = $1) as remaining,
         (select sum(points)::int from takings where member_id = $1) as taken,
         (select count(*)::int from (select lot_id from takings where member_id = $1 group by lot_id having sum(points) > 25)) as overdrawn`,
      [id],
    );
    await database.end();
    expect(rows[0]).toEqual({ remaining: 0, taken: 1000, overdrawn: 0 });
  });

  it('post once: 100 calls with one key and body (example 11)', async () => {
    const id = await makeMemberWithPoints(api, 1000);
    const key = randomUUID();
    const post = () =>
      till.call(redeemPoints, { params: { id }, body: { points: 100, reason: 'Fest' }, key });
    const all = await atOnce(100, post);
    const { done = 0, 'in-flight': waiting = 0 } = tally(all);
    expect(done).toBeGreaterThanOrEqual(1);
    expect(done + waiting).toBe(100);
    const stored = await post();
    for (const settled of all) if (settled.status === 'fulfilled') expect(settled.value).toEqual(stored);
    const { data } = await till.call(listPointsEntries, { params: { id } });
    expect(data.filter(({ kind }) => kind === 'redeem')).toHaveLength(1);
    expect(stored.balance.available).toBe(900);
  });

  it('mix holds and redemptions of many members without blocking each other', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => makeMemberWithPoints(api, 100)));
    const all = await atOnce(100, (index) => {
      const params = { id: ids[index % 5] ?? '' };
      const body = { points: 10, reason: 'Fest' };
      return index % 2 === 0
        ? till.call(redeemPoints, { params, body })
        : till.call(holdPoints, { params, body });
    });
    expect(tally(all)).toEqual({ done: 50, 'insufficient-points': 50 });
    for (const id of ids) {
      const { available, held } = await till.call(getMemberPoints, { params: { id } });
      expect([available, held % 10]).toEqual([0, 0]);
    }
  });
});
