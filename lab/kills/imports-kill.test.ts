import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Import } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { openShop } from '../../test/faults/shop.ts';
import { System } from '../../test/faults/system.ts';
import { unbalancedWallets } from '../../test/support/books.ts';
import { Importing } from '../../test/support/makers/imports.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'regulars-import-kill-'));
chmodSync(dataDir, 0o755);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const receipts = 2000;
const file = [
  'bon,shop,at,id,sum',
  ...Array.from({ length: receipts * 2 }, (_, line) => {
    const number = line % receipts;
    return `R${number},fault-line,2026-01-${10 + (number % 18)}T10:00:00Z,m-${number % 4},${1 + (number % 9)}.50`;
  }),
].join('\n');
const settings = {
  kind: 'purchases',
  mapping: {
    columns: { receipt: 'bon', location: 'shop', purchasedAt: 'at', externalId: 'id', amount: 'sum' },
  },
};

it('an import continues after a kill, counts each receipt once, and can be undone', async () => {
  const system = await System.on(dataDir);
  await system.start();
  const shop = await openShop(system.url, system.databaseUrl(), 4);
  const importing = new Importing(system, shop.key);
  const { body } = await importing.offer<Import>(settings, file);
  const progress = (): Promise<number> =>
    importing
      .get<Import>(`/imports/${body.id}`)
      .then(({ progress }) => progress.done)
      .catch(() => 0);
  const killWithin = async (): Promise<void> => {
    const before = await progress();
    await expect.poll(progress, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
    await system.killNode();
    await system.start();
  };
  try {
    await killWithin();
    const done = await importing.finished(body.id);
    expect(done).toMatchObject({
      state: 'done',
      progress: { done: receipts, total: receipts },
      counts: { created: receipts, duplicate: 0, refused: 0 },
    });
    expect(await totals(system.databaseUrl())).toMatchObject({ purchases: receipts, lines: receipts * 2 });
    expect(await unbalancedWallets(system.databaseUrl())).toEqual([]);

    await importing.post(`/imports/${body.id}/undo`);
    await killWithin();
    expect(await importing.finished(body.id)).toMatchObject({ state: 'undone' });
    expect(await totals(system.databaseUrl())).toMatchObject({ available: 0, debt: 0, status: 0 });
    expect(await unbalancedWallets(system.databaseUrl())).toEqual([]);
  } finally {
    await system.stop();
  }
}, 240_000);

const totals = async (databaseUrl: string): Promise<Record<string, number>> => {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query<Record<string, number>>(
      `select (select count(*)::int from purchases) as purchases, (select count(*)::int from purchase_lines) as lines,
         sum(available)::int as available, sum(debt)::int as debt, sum(status)::int as status from wallets`,
    );
    return rows[0] ?? {};
  } finally {
    await database.end();
  }
};
