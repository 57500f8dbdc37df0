import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { auditBooks } from '../faults/auditor.ts';
import { randomFrom } from '../faults/random.ts';
import { runRounds } from '../faults/rounds.ts';
import { openShop } from '../faults/shop.ts';
import { Tills } from '../faults/tills.ts';
import { startApp } from '../support/app.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'regulars-kill-'));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

// The short form of `npm run faults`, on the built system.
it('posting loses and doubles nothing when Node and PostgreSQL are killed', async () => {
  const { ledger, recoveries, faults, unexpected } = await runRounds({
    dataDir,
    falseStarts: 0,
    kills: ['postgres', 'node', 'connections'],
    seed: 7,
    tills: 6,
    members: 5,
    // Tills use it up between the kills.
    budget: 600,
    calm: [25, 40],
  });
  expect([...faults, ...unexpected]).toEqual([]);
  expect(recoveries).toHaveLength(3);
  expect(ledger.purchases.length).toBeGreaterThan(20);
  expect(ledger.redemptions.length).toBeGreaterThan(0);
  expect(ledger.sales.reduce((sum, { points }) => sum + points, 0)).toBe(600);
  expect(ledger.checkouts.length).toBeGreaterThan(0);
  expect(ledger.checkouts.flatMap(({ vouchers = [] }) => vouchers).length).toBeGreaterThan(0);
  expect(ledger.codes.length).toBeGreaterThan(0);
}, 180_000);

it('the auditor detects lost, doubled and changed postings', async () => {
  const api = await startApp();
  const database = new pg.Client({ connectionString: api.databaseUrl });
  try {
    const shop = await openShop(api.url, api.databaseUrl, 2, 1_000_000);
    const tills = new Tills(api.url, shop, 2, randomFrom(1), new Date(api.clock.now()).toISOString());
    await expect
      .poll(
        () => {
          const { redemptions, checkouts } = tills.ledger;
          const pieces = checkouts.flatMap(({ vouchers = [] }) => vouchers);
          return Math.min(redemptions.length, checkouts.length, pieces.length);
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(3);
    await tills.close();
    const { ledger } = tills;
    const audit = () => auditBooks(api.databaseUrl, ledger);
    expect([...ledger.faults, ...(await audit())]).toEqual([]);

    await database.connect();
    await database.query('update wallets set available = available + 1 where member_id = $1', [
      shop.members[0],
    ]);
    expect(await audit()).toEqual([expect.stringContaining(`member ${shop.members[0]}: `)]);
    await database.query('update wallets set available = available - 1 where member_id = $1', [
      shop.members[0],
    ]);

    const countMore = (points: number) =>
      database.query(
        `update budget_shards set used = used + $1
         where shard = 0 and budget_id = (select id from shared_budgets where location_id is null)`,
        [points],
      );
    await countMore(1);
    expect(await audit()).toEqual([expect.stringContaining('the budget ')]);
    await countMore(-1);
    const { rows: counters } = await database.query<{ budget_id: string; shard: number }>(
      'select s.budget_id, s.shard from budget_shards s join offers o on o.id = s.budget_id where s.used > 0 limit 1',
    );
    const count = async (more: number): Promise<unknown> =>
      database.query('update budget_shards set used = used + $1 where budget_id = $2 and shard = $3', [
        more,
        counters[0]?.budget_id,
        counters[0]?.shard,
      ]);
    await count(-1);
    expect(await audit()).toEqual([
      '1 counters of coupons and offers that differ from what was redeemed and is held',
    ]);
    await count(1);

    const lay = (more: number) => database.query('update rewards set stock = stock + $1', [more]);
    await lay(1);
    const lost = await audit();
    for (const { id } of shop.rewards)
      expect(lost).toContainEqual(expect.stringContaining(`reward ${id} had `));
    expect(lost).toContain('1 rewards whose locations have another sum');
    await lay(-1);
    const [piece] = ledger.checkouts.flatMap(({ vouchers = [] }) => vouchers);
    if (!piece) throw new Error('nothing was redeemed');
    const owe = (more: number) =>
      database.query(
        'update redemptions set points = points + $1 where id = (select redemption_id from vouchers where id = $2)',
        [more, piece],
      );
    await owe(1);
    expect(await audit()).toEqual([
      '1 pieces of completed checkouts without a voucher for their points',
      '1 redemptions that differ from their postings',
    ]);
    await owe(-1);

    const [sold] = ledger.purchases;
    if (!sold) throw new Error('nothing was sold');
    ledger.purchases.push({ ...sold, receipt: 'R-lost', key: 'lost' });
    expect(await audit()).toContain('acknowledged, but not there: R-lost');
    ledger.purchases.pop();
    ledger.purchases.shift();
    expect(await audit()).toContain(
      `${ledger.sales.length} purchases were told, ${ledger.sales.length + 1} are stored`,
    );
  } finally {
    await database.end();
    await api.close();
  }
}, 60_000);
