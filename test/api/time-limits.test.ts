import { ApiProblem, type RegularsClient } from '@regulars/client';
import {
  adjustPoints,
  approveApproval,
  cancelRedemption,
  captureHold,
  getMemberPoints,
  holdPoints,
  recordPurchase,
  redeemPoints,
  redeemReward,
  releaseHold,
  returnPurchase,
  reverseTransaction,
} from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SettleWalletsJob } from '../../apps/api/src/features/points/index.ts';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { requestSource } from '../../apps/api/src/platform/database/data-source.ts';
import { jobLimits, readingLimits, requestLimits } from '../../apps/api/src/platform/database/time-limits.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { asClubError } from '../../apps/api/src/platform/http/problem.filter.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { Importing } from '../support/makers/imports.ts';
import { changeApprovals, makeTier, offer } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { send } from '../support/requests.ts';
import { openShop, type Shop } from '../support/shop.ts';

let api: TestApp;
let shop: Shop;
let till: RegularsClient;
let key: string;
let outside: pg.Client;
beforeAll(async () => {
  // Fewer connections, so that fewer calls are needed to take them all.
  api = await startApp(undefined, { DATABASE_POOL: '8' });
  await makeTier(api);
  shop = await openShop(api);
  till = shop.till;
  key = await makeKey(api);
  outside = new pg.Client({ connectionString: api.databaseUrl });
  await outside.connect();
});
// A test that fails would otherwise leave its lock to the next one.
afterEach(() => outside.query('rollback'));
afterAll(async () => {
  await outside.end();
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const newMember = async (points: number): Promise<string> => {
  const id = randomUUID();
  await makeMember(api, { id, externalId: id });
  await makeAwards(api, id, [{ points, expiresAt: null }]);
  return id;
};
const hold = async (memberId: string): Promise<void> => {
  await outside.query('begin');
  await outside.query('select from wallets where member_id = $1 for update', [memberId]);
};
const balanceOf = async (id: string): Promise<number> =>
  (await till.call(getMemberPoints, { params: { id } })).available;

/** Sessions that wait for the blocking session. */
const waiting = async (): Promise<number | null> =>
  (await outside.query('select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))'))
    .rowCount;

interface Answered {
  readonly code: string;
  readonly milliseconds: number;
}
const timed = async (call: Promise<unknown>): Promise<Answered> => {
  const begun = performance.now();
  const code = await call.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
  return { code, milliseconds: performance.now() - begun };
};

const sell = (id: string, amount = 1000): Promise<Answered> =>
  timed(
    till.call(recordPurchase, {
      body: offer(api, shop.location.code, { member: { id }, lines: [{ amount }] }),
    }),
  );

/** Callers who wait for the stuck wallet need at least the lock timeout, most of them: a machine may pause for one or two. */
const expectNoneWaited = (free: readonly Answered[]): void => {
  const times = free.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  expect(times[Math.floor(times.length / 2)]).toBeLessThan(requestLimits.lock_timeout);
};

/** Makes these calls at once for the locked wallet. Purchases of the other member must not wait for them. */
const callWhileOthersBuy = async (
  calls: readonly (() => Promise<unknown>)[],
  other: string,
): Promise<{ blocked: Promise<Answered[]> }> => {
  const blocked = Promise.all(calls.map((call) => timed(call())));
  await expect.poll(waiting, { interval: 10 }).toBeGreaterThan(0);
  const free = await Promise.all(Array.from({ length: 20 }, () => sell(other)));
  expect(new Set(free.map(({ code }) => code))).toEqual(new Set(['done']));
  expectNoneWaited(free);
  return { blocked };
};

describe('a wallet that another session locks', () => {
  it('is answered with 503 and Retry-After, changes nothing, and blocks nobody else', async () => {
    const [stuck, other] = [await newMember(100), await newMember(100)];
    await hold(stuck);
    // More than the pool has connections.
    const blocked = Promise.all([
      ...Array.from({ length: 10 }, () => sell(stuck)),
      timed(till.call(redeemPoints, { params: { id: stuck }, body: { points: 1, reason: 'Fest' } })),
      timed(till.call(adjustPoints, { params: { id: stuck }, body: { points: 1, reason: 'Fest' } })),
    ]);
    const free = await Promise.all(Array.from({ length: 20 }, () => sell(other)));
    expect(new Set(free.map(({ code }) => code))).toEqual(new Set(['done']));
    expectNoneWaited(free);
    expect(new Set((await blocked).map(({ code }) => code))).toEqual(new Set(['database-away']));
    const body = { points: 1, reason: 'Fest' };
    const refused = await send(api, 'post', `/members/${stuck}/points/adjustments`, { key, body }).set(
      'idempotency-key',
      randomUUID(),
    );
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(await balanceOf(stuck)).toBe(100);
    await outside.query('rollback');
    expect(await sell(stuck)).toMatchObject({ code: 'done' });
  });

  it('blocks nobody else with its purchases, holds, postings and vouchers', async () => {
    const [stuck, other] = [await newMember(5000), await newMember(100)];
    const body = { reason: 'Fest' };
    const calls: (() => Promise<unknown>)[] = [];
    for (let count = 0; count < 4; count += 1) {
      const bought = await till.call(recordPurchase, {
        body: offer(api, shop.location.code, { member: { id: stuck } }),
      });
      const lines = [{ line: 0, quantity: 1 }];
      calls.push(() => till.call(returnPurchase, { params: { id: bought.id ?? '' }, body: { lines } }));
    }
    for (let count = 0; count < 2; count += 1) {
      const hold = () =>
        till.call(holdPoints, { params: { id: stuck }, body: { ...body, points: 1, minutes: 60 } });
      const [captured, released] = [await hold(), await hold()];
      calls.push(() => till.call(captureHold, { params: { id: captured.id } }));
      calls.push(() => till.call(releaseHold, { params: { id: released.id } }));
      const redeemed = await till.call(redeemPoints, {
        params: { id: stuck },
        body: { ...body, points: 1 },
      });
      calls.push(() => till.call(reverseTransaction, { params: { id: redeemed.transactionId }, body }));
      const reward = await till.call(redeemReward, {
        params: { id: shop.rewards.coffee.id },
        body: { memberId: stuck },
      });
      calls.push(() => till.call(cancelRedemption, { params: { id: reward.id } }));
    }
    const before = await balanceOf(stuck);
    await hold(stuck);
    const { blocked } = await callWhileOthersBuy(calls, other);
    expect(new Set((await blocked).map(({ code }) => code))).toEqual(new Set(['database-away']));
    await outside.query('rollback');
    expect(await balanceOf(stuck)).toBe(before);
  });

  it('blocks nobody else with approvals of its adjustments', async () => {
    const [stuck, other] = [await newMember(0), await newMember(100)];
    const manager = await makeStaff(api, ['manager']);
    await changeApprovals(api, { points: 1 });
    const calls: (() => Promise<unknown>)[] = [];
    // More than the pool has connections.
    for (let count = 0; count < 12; count += 1) {
      const body = { points: 2, reason: 'Fest' };
      const asked = await till.call(adjustPoints, { params: { id: stuck }, body });
      if (!('state' in asked)) throw new Error('It should wait for a second person');
      const client = api.client({ cookie: manager.cookie });
      calls.push(() => client.call(approveApproval, { params: { id: asked.id }, body: {} }));
    }
    await hold(stuck);
    const { blocked } = await callWhileOthersBuy(calls, other);
    await outside.query('rollback');
    expect(new Set((await blocked).map(({ code }) => code))).toEqual(new Set(['done']));
    expect(await balanceOf(stuck)).toBe(24);
    await changeApprovals(api, { points: null });
  });

  it('is skipped by jobs, which try again', async () => {
    const [stuck, other] = [await newMember(1), await newMember(1)];
    const soon = new Date(api.clock.now() + 60_000).toISOString();
    for (const id of [stuck, other]) await makeAwards(api, id, [{ points: 50, expiresAt: soon }]);
    await rowsOf(
      api,
      `insert into member_tiers (member_id, since, reviewed_at) select unnest($1::uuid[]), now(), '2020-01-01'`,
      [[stuck, other]],
    );
    api.clock.advance({ minutes: 2 });
    await hold(stuck);
    expect(await api.app.get(SettleWalletsJob).settleDue()).toBe(1);
    await api.app.get(TierReviews).review();
    const due = () =>
      rowsOf(
        api,
        `select w.member_id from wallets w join member_tiers t using (member_id)
         where w.next_due_at <= $1 and t.reviewed_at < '2021-01-01'`,
        [new Date(api.clock.now())],
      );
    expect(await due()).toEqual([{ member_id: stuck }]);
    expect(await balanceOf(stuck)).toBe(1);
    await outside.query('rollback');
    await api.app.get(SettleWalletsJob).settleDue();
    await api.app.get(TierReviews).review();
    expect(await due()).toEqual([]);
  });
});

describe('a batch that meets a locked wallet', () => {
  /** Sorted in the order in which batches lock wallets. */
  const newMembers = async (): Promise<[string, string]> => {
    const [first = '', last = ''] = [await newMember(1), await newMember(1)].sort();
    return [first, last];
  };

  it('lets others of an import continue long before requests give up, and continues later', async () => {
    const [other, stuck] = await newMembers();
    const importing = new Importing(api, key);
    const lines = [other, stuck].map((id) => `${id},${id},${shop.location.code},2026-11-01T10:00:00Z,10.00`);
    const settings = {
      kind: 'purchases' as const,
      mapping: {
        columns: {
          receipt: 'bon',
          externalId: 'id',
          location: 'shop',
          purchasedAt: 'at',
          amount: 'sum',
        },
      },
    };
    await hold(stuck);
    const { body } = await importing.offer<{ id: string }>(
      settings,
      ['bon,id,shop,at,sum', ...lines].join('\n'),
    );
    await expect.poll(waiting, { interval: 10 }).toBe(1);
    const sold = await sell(other);
    expect(sold.code).toBe('done');
    expect(sold.milliseconds).toBeLessThan(1500);
    await outside.query('rollback');
    expect(await importing.finished(body.id)).toMatchObject({ state: 'done', counts: { created: 2 } });
  });

  it('lifts the other members after a change of the ladder, and this one when the wallet is free', async () => {
    const [other, stuck] = await newMembers();
    for (const id of [other, stuck]) await sell(id, 300_000);
    const tiers = () =>
      rowsOf<{ member_id: string }>(
        api,
        `select m.member_id from member_tiers m join tiers t on t.id = m.tier_id
         where t.code = 'regular' and m.member_id = any($1) order by m.member_id`,
        [[other, stuck]],
      );
    await hold(stuck);
    await makeTier(api, { code: 'regular', threshold: 2500 });
    await api.app.get(TierReviews).raise();
    // The job of the new ladder may be at it, and then this call leaves it to the job.
    await expect.poll(tiers, { timeout: 15_000 }).toEqual([{ member_id: other }]);
    await outside.query('rollback');
    await expect.poll(tiers, { timeout: 15_000 }).toEqual([{ member_id: other }, { member_id: stuck }]);
  });
});

describe('time limits', () => {
  const settings = `select name, setting::int from pg_settings where name = any($1) order by name`;
  const names = Object.keys(requestLimits);
  const inForce = async (transactions: Transactions): Promise<Record<string, number>> => {
    const rows = await transactions.query(madeStatement<{ name: string; setting: number }>(settings), [
      names,
    ]);
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  };

  it('are shorter for requests than for jobs and long reads', async () => {
    const transactions = api.app.get(Transactions);
    expect(await inForce(transactions)).toEqual(requestLimits);
    expect(await transactions.run(() => inForce(transactions))).toEqual(requestLimits);
    expect(await transactions.asJob(() => transactions.run(() => inForce(transactions)))).toEqual(jobLimits);
    expect(await transactions.onOwnConnection(() => inForce(transactions))).toEqual(readingLimits);
    expect(await transactions.run(() => inForce(transactions))).toEqual(requestLimits);
  });

  it('are set per transaction behind a connection pooler', async () => {
    const config = {
      DATABASE_URL: api.databaseUrl,
      DATABASE_DIRECT_URL: 'postgres://direct',
      DATABASE_POOL: 2,
    };
    const source = await new DataSource(requestSource(config)).initialize();
    try {
      const transactions = new Transactions(source);
      expect(await transactions.run(() => inForce(transactions))).toEqual(requestLimits);
      expect(await inForce(transactions)).toMatchObject({ lock_timeout: 0 });
    } finally {
      await source.destroy();
    }
  });

  it.each([
    ['a statement', 'set local statement_timeout = 20', 'select pg_sleep(5)'],
    ['a silence', 'set local idle_in_transaction_session_timeout = 20', 'select 1'],
  ])('end %s that takes too long, and the caller may try again', async (_, limit, next) => {
    const transactions = api.app.get(Transactions);
    const outcome = transactions.run(async () => {
      const [row] = await transactions.query(
        madeStatement<{ pid: number }>('select pg_backend_pid() as pid'),
      );
      await transactions.query(madeStatement(limit));
      if (next === 'select 1') await expect.poll(() => alive(row?.pid ?? 0)).toBe(false);
      await transactions.query(madeStatement(next));
    });
    const error: unknown = await outcome.catch((thrown: unknown) => asClubError(thrown));
    expect(error).toMatchObject({ code: 'database-away', details: { retryAfterSeconds: 2 } });
  });

  const alive = async (pid: number): Promise<boolean> =>
    (await outside.query('select from pg_stat_activity where pid = $1', [pid])).rowCount === 1;
});
