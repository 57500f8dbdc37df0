import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Import } from '@regulars/contracts';
import mappings from '../../docs/guides/complete-journey.imports.json' with { type: 'json' };
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { Importing, type Settings } from '../support/makers/imports.ts';
import { makeRule, perMoney } from '../support/makers/purchases.ts';

const directory = process.env['SAMPLE_DATA_DIR'];
if (!directory) console.warn('The real sample is not imported: SAMPLE_DATA_DIR is not set.');

describe.runIf(directory)('the real sample', () => {
  let api: TestApp;
  let importing: Importing;
  let database: pg.Client;

  beforeAll(async () => {
    api = await startApp('2018-01-02T10:00:00Z');
    await makeRule(api, { name: '1 point per dollar', effect: perMoney(1, 100, 'USD') });
    importing = new Importing(api, await makeKey(api));
    database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await api.close();
  });

  const run = async (name: keyof typeof mappings): Promise<Import> => {
    const { file, settings } = mappings[name];
    return importing.runFile(settings as Settings, join(directory ?? '', 'complete-journey', file));
  };
  const one = async <Row>(sql: string): Promise<Row> => (await database.query(sql)).rows[0] as Row;
  const booksSql = `select
    (select jsonb_object_agg(account, net) from (
       select account, sum(amount) as net from (
         select to_account as account, amount from journal where currency = 'points'
         union all select from_account, -amount from journal where currency = 'points') legs
       group by account having sum(amount) <> 0) nets) as nets,
    (select jsonb_build_object('available', sum(available), 'pending', sum(pending), 'held', sum(held), 'debt', sum(debt), 'status', sum(status)) from wallets) as wallets`;

  it('takes in households, products and purchases to the cent, once', async () => {
    const seconds: Record<string, number> = {};
    const timed = async (name: keyof typeof mappings): Promise<Import> => {
      const from = performance.now();
      const done = await run(name);
      seconds[name] = Math.round(performance.now() - from) / 1000;
      return done;
    };
    const households = await timed('households');
    expect(households).toMatchObject({ state: 'done', lines: 75_000, counts: { created: 2377, refused: 0 } });
    const demographics = await timed('demographics');
    expect(demographics).toMatchObject({ counts: { created: 0, matched: 801, refused: 0, conflicts: 0 } });
    const products = await timed('products');
    expect(products).toMatchObject({ counts: { created: 92_331, refused: 0 } });
    const before = await one(booksSql);
    const purchases = await timed('purchases');
    expect(purchases).toMatchObject({
      state: 'done',
      lines: 75_000,
      progress: { done: 47_243, total: 47_243 },
      counts: { created: 47_243, duplicate: 0, refused: 0 },
    });
    console.info(`Imported in seconds: ${JSON.stringify(seconds)}`);
    expect(
      await one(`select count(*)::int as purchases, sum(gross)::int as gross, count(distinct location_id)::int as stores,
        count(distinct member_id)::int as buyers, (select count(*)::int from purchase_lines) as lines,
        (select count(*)::int from purchase_lines where quantity = 0) as nothing,
        (select count(*)::int from members where attributes <> '{}') as known from purchases where currency = 'USD'`),
    ).toEqual({
      purchases: 47_243,
      gross: 23_393_524,
      stores: 293,
      buyers: 2377,
      lines: 75_000,
      nothing: 416,
      known: 801,
    });
    const again = await run('purchases');
    expect(again).toMatchObject({ counts: { created: 0, duplicate: 47_243, refused: 0 } });
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);

    const undone = await importing.undo(purchases.id);
    expect(undone).toMatchObject({ state: 'undone', counts: { kept: 0 } });
    expect(await one(booksSql)).toEqual(before);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  }, 400_000);
});
