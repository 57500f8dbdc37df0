import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegularsClient } from '@regulars/client';
import { getMemberBulk, startMemberBulk, type MemberBulk } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openShop } from '../../test/faults/shop.ts';
import { System } from '../../test/faults/system.ts';
import { unbalancedWallets } from '../../test/support/books.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'regulars-bulk-kill-'));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const members = 200;

it('a bulk change continues after a kill, and gives each member the points once', async () => {
  const system = await System.on(dataDir);
  await system.start();
  const shop = await openShop(system.url, system.databaseUrl(), members);
  const client = () => new RegularsClient({ baseUrl: `${system.url}/api/v1`, apiKey: shop.key });
  const body = {
    action: { kind: 'points' as const, points: 7, reason: 'Christmas' },
    members: [...shop.members],
    expected: members,
  };
  const { id } = await client().call(startMemberBulk, { body, key: randomUUID() });
  const look = (): Promise<MemberBulk> => client().call(getMemberBulk, { params: { id } });
  const progress = (): Promise<number> =>
    look()
      .then((bulk) => bulk.progress.done)
      .catch(() => 0);
  try {
    await expect.poll(progress, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    await system.killNode();
    await system.start();
    await expect.poll(async () => (await look()).state, { timeout: 60_000 }).toBe('done');
    expect((await look()).counts).toEqual({ changed: members, refused: 0, waiting: 0, missing: 0 });
    expect(await balances(system.databaseUrl())).toEqual([{ available: 7, members }]);
    expect(await unbalancedWallets(system.databaseUrl())).toEqual([]);
  } finally {
    await system.stop();
  }
}, 240_000);

const balances = async (databaseUrl: string): Promise<object[]> => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<object>(
      'select available::int, count(*)::int as members from wallets group by available',
    );
    return rows;
  } finally {
    await database.end();
  }
};
