import fc from 'fast-check';
import { consumptionOrder, type Lot } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenWallets, Points } from '../../apps/api/src/features/points/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeAwards, makeWallet } from '../support/makers/points.ts';

let api: TestApp;
let database: pg.Pool;
beforeAll(async () => {
  api = await startApp();
  database = new pg.Pool({ connectionString: api.databaseUrl, max: 4 });
});
afterAll(async () => {
  await database.end();
  await api.close();
});

const open = (memberId: string, lots: 'when-needed' | 'all' = 'all'): Promise<OpenWallets> =>
  api.app.get(Points).open([memberId], { lots });

describe('a wallet', () => {
  it('is read as it was written', async () => {
    const memberId = await makeWallet(api);
    await makeAwards(api, memberId, [
      { points: 100, status: 7, expiresAt: '2027-03-31T22:00:00Z' },
      { points: 50, availableAt: '2026-12-01T00:00:00Z' },
    ]);
    const wallets = await open(memberId);
    expect(wallets.get(memberId).balance()).toEqual({
      available: 100,
      pending: 50,
      held: 0,
      debt: 0,
      forgiven: 0,
      status: 7,
    });
    expect(wallets.version(memberId)).toBe(1);
    api.clock.set('2026-12-02T00:00:00Z');
    expect((await open(memberId, 'when-needed')).get(memberId).balance()).toMatchObject({
      available: 150,
      pending: 0,
    });
  });

  it('refuses an outdated document as a whole', async () => {
    const memberId = await makeWallet(api);
    await makeAwards(api, memberId, [{ points: 100 }]);
    const points = api.app.get(Points);
    const wallets = await open(memberId);
    wallets.get(memberId).redeem({ points: 60, cause: { kind: 'redemption' } });
    await makeAwards(api, memberId, [{ points: 1 }]);
    await expect(points.apply(points.document(wallets, { actor: system }))).rejects.toMatchObject({
      code: '40001',
    });
    expect((await open(memberId)).get(memberId).balance().available).toBe(101);
  });

  it('keeps the pages of a history in order', async () => {
    const memberId = await makeWallet(api);
    const points = api.app.get(Points);
    await api.app.get(Transactions).run(async () => {
      const january = Date.parse('2026-01-31T10:00:00Z');
      const wallets = await points.open([memberId], { lots: 'all', now: january });
      const award = { status: 0, kind: 'earn', cause: { kind: 'purchase' } } as const;
      wallets.get(memberId).award({ ...award, points: 10, earnedAt: january, expiresAt: january + 60_000 });
      wallets.at(memberId, january + 30_000).redeem({ points: 4, cause: { kind: 'redemption' } });
      wallets.at(memberId, january + 90_000).award({ ...award, points: 5, earnedAt: january + 90_000 });
      await points.apply(points.document(wallets, { actor: system, origin: 'demo' }));
    });
    const { rows } = await database.query(
      `select kind, extract(epoch from booked_at - '2026-01-31T10:00:00Z') as after from points_transactions
       where member_id = $1 order by effective_at, id`,
      [memberId],
    );
    expect(rows.map(({ kind, after }) => [kind, Number(after)])).toEqual([
      ['earn', 0],
      ['redeem', 30],
      ['expire', 90],
      ['earn', 90],
    ]);
    expect((await open(memberId)).get(memberId).balance().available).toBe(5);
  });
});

describe('the journal', () => {
  it.each(['journal', 'points_transactions', 'takings'])('refuses changes: %s', async (table) => {
    const memberId = await makeWallet(api);
    await makeAwards(api, memberId, [{ points: 5 }]);
    const points = api.app.get(Points);
    const wallets = await open(memberId);
    wallets.get(memberId).redeem({ points: 5, cause: { kind: 'redemption' } });
    await points.apply(points.document(wallets, { actor: system }));
    for (const change of [
      `update ${table} set member_id = member_id`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      await expect(database.query(change), change).rejects.toMatchObject({ code: '23001' });
  });
});

describe('the check of the books', () => {
  it('finds a wrong balance and a lot that lost points', async () => {
    const [liar, loser] = [await makeWallet(api), await makeWallet(api)];
    await makeAwards(api, loser, [{ points: 5 }]);
    // Other tests make lots that fit no wallet.
    const found = async () =>
      (await unbalancedWallets(api.databaseUrl))
        .map(({ member_id }) => member_id)
        .filter((id) => id === liar || id === loser);
    expect(await found()).toEqual([]);
    await database.query('update wallets set available = 1 where member_id = $1', [liar]);
    await database.query('update lots set remaining = 4 where member_id = $1', [loser]);
    expect(new Set(await found())).toEqual(new Set([liar, loser]));
  });
});

describe('the order of consumption', () => {
  it('is the same in SQL as in the library', async () => {
    const moment = fc.constantFrom(1_800_000_000_000, 1_800_000_000_001, 1_800_086_400_000);
    const lot = fc.record({
      id: fc.uuid(),
      expiresAt: fc.option(moment, { nil: null }),
      awardedAt: moment,
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(lot, { selector: ({ id }) => id, maxLength: 12 }), async (rows) => {
        const memberId = await makeWallet(api);
        await database.query(
          `insert into lots (member_id, id, transaction_id, amount, remaining, released, available_at, expires_at, earned_at, awarded_at)
           select $1, id, id, 1, 1, true, awarded_at, expires_at, awarded_at, awarded_at
           from jsonb_to_recordset($2) as row(id uuid, expires_at timestamptz, awarded_at timestamptz)`,
          [
            memberId,
            JSON.stringify(
              rows.map(({ id, expiresAt, awardedAt }) => ({
                id,
                expires_at: expiresAt && new Date(expiresAt),
                awarded_at: new Date(awardedAt),
              })),
            ),
          ],
        );
        const { rows: stored } = await database.query(
          `select lot->>'id' as id from open_wallets(array[$1::uuid], '2027-01-01', true, '{}') as wallets,
             json_array_elements(wallets->0->'lots') as lot`,
          [memberId],
        );
        const inOrder = [...rows].sort((a, b) => consumptionOrder(a as Lot, b as Lot));
        expect(stored.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
      }),
      { numRuns: 40 },
    );
  });
});
