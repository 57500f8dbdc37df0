import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { Import } from '@regulars/contracts';
import pg from 'pg';
import { expect } from 'vitest';
import mappings from '../../docs/guides/complete-journey.imports.json' with { type: 'json' };
import { startApp, type TestApp } from './app.ts';
import { unbalancedWallets } from './books.ts';
import { makeKey } from './makers.ts';
import { Importing, type Settings } from './makers/imports.ts';
import { makeRule, perMoney } from './makers/purchases.ts';

/** A part of The Complete Journey: whole baskets with their households and products. */
export interface Journey {
  readonly folder: string;
  readonly lines: number;
  readonly baskets: number;
  readonly households: number;
  readonly stores: number;
  readonly products: number;
  /** Cents. */
  readonly gross: number;
  /** Lines of a quantity of 0. */
  readonly nothing: number;
  /** The households with demographic data, with and without a basket. */
  readonly demographics: { readonly matched: number; readonly created: number };
}

const linesOf = async (path: string): Promise<string[]> => {
  const content = path.endsWith('.gz')
    ? await text(createReadStream(path).pipe(createGunzip()))
    : await readFile(path, 'utf8');
  return content.trim().split('\n');
};
const column = (lines: readonly string[], at: number): string[] =>
  lines.map((line) => line.split(',')[at] ?? '');

/** Every n-th basket, counted and written uncompressed into a separate folder. */
export const importAndUndoJourney = async (source: string, oneOf: number): Promise<Journey> => {
  const folder = await mkdtemp(join(tmpdir(), 'regulars-journey-'));
  const write = (name: string, lines: readonly string[]): Promise<void> =>
    writeFile(join(folder, name), `${lines.join('\n')}\n`);
  const [head = '', ...all] = await linesOf(join(source, mappings.purchases.file));
  const order = new Map([...new Set(column(all, 2))].map((basket, at) => [basket, at]));
  const sales = all.filter((line) => (order.get(line.split(',')[2] ?? '') ?? 0) % oneOf === 0);
  const households = new Set(column(sales, 0));
  const sold = new Set(column(sales, 3));
  const [productHead = '', ...products] = await linesOf(join(source, mappings.products.file));
  const offered = oneOf === 1 ? products : products.filter((line) => sold.has(line.split(',')[0] ?? ''));
  const known = await linesOf(join(source, mappings.demographics.file));
  const matched = column(known.slice(1), 0).filter((household) => households.has(household)).length;
  await write(mappings.purchases.file.replace('.gz', ''), [head, ...sales]);
  await write(mappings.products.file.replace('.gz', ''), [productHead, ...offered]);
  await write(mappings.demographics.file, known);
  return {
    folder,
    lines: sales.length,
    baskets: new Set(column(sales, 2)).size,
    households: households.size,
    stores: new Set(column(sales, 1)).size,
    products: offered.length,
    gross: column(sales, 5).reduce((sum, dollars) => sum + Math.round(Number(dollars) * 100), 0),
    nothing: column(sales, 4).filter((quantity) => quantity === '0').length,
    demographics: { matched, created: known.length - 1 - matched },
  };
};

/** Imports a journey twice and undoes it, and checks that everything is counted to the cent, exactly once. */
export const importJourney = async (journey: Journey): Promise<void> => {
  const api = await startApp('2018-01-02T10:00:00Z');
  const database = new pg.Client({ connectionString: api.databaseUrl });
  try {
    await makeRule(api, { name: '1 point per dollar', effect: perMoney(1, 100, 'USD') });
    await database.connect();
    await takeIn(api, database, journey);
  } finally {
    await database.end();
    await api.close();
    await rm(journey.folder, { recursive: true, force: true });
  }
};

const takeIn = async (api: TestApp, database: pg.Client, journey: Journey): Promise<void> => {
  const { lines, baskets, households, demographics } = journey;
  const importing = new Importing(api, await makeKey(api));
  const run = async (name: keyof typeof mappings): Promise<Import> => {
    const { file, settings } = mappings[name];
    const from = performance.now();
    const done = await importing.runFile(settings as Settings, join(journey.folder, file.replace('.gz', '')));
    console.info(`${name}: ${done.lines} lines in ${Math.round(performance.now() - from)} ms`);
    return done;
  };
  const one = async <Row>(sql: string): Promise<Row> => (await database.query(sql)).rows[0] as Row;

  expect(await run('households')).toMatchObject({
    state: 'done',
    lines,
    counts: { created: households, refused: 0 },
  });
  expect(await run('demographics')).toMatchObject({ counts: { ...demographics, refused: 0, conflicts: 0 } });
  expect(await run('products')).toMatchObject({ counts: { created: journey.products, refused: 0 } });
  const before = await one(booksSql);
  const purchases = await run('purchases');
  expect(purchases).toMatchObject({
    state: 'done',
    lines,
    progress: { done: baskets, total: baskets },
    counts: { created: baskets, duplicate: 0, refused: 0 },
  });
  expect(await one(salesSql)).toEqual({
    purchases: baskets,
    gross: journey.gross,
    stores: journey.stores,
    buyers: households,
    lines,
    nothing: journey.nothing,
    known: demographics.matched + demographics.created,
  });
  expect(await run('purchases')).toMatchObject({ counts: { created: 0, duplicate: baskets, refused: 0 } });
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);

  expect(await importing.undo(purchases.id)).toMatchObject({ state: 'undone', counts: { kept: 0 } });
  expect(await one(booksSql)).toEqual(before);
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
};

const booksSql = `select
  (select jsonb_object_agg(account, net) from (
     select account, sum(amount) as net from (
       select to_account as account, amount from journal where currency = 'points'
       union all select from_account, -amount from journal where currency = 'points') legs
     group by account having sum(amount) <> 0) nets) as nets,
  (select jsonb_build_object('available', sum(available), 'pending', sum(pending), 'held', sum(held), 'debt', sum(debt), 'status', sum(status)) from wallets) as wallets`;

const salesSql = `select count(*)::int as purchases, sum(gross)::int as gross, count(distinct location_id)::int as stores,
  count(distinct member_id)::int as buyers, (select count(*)::int from purchase_lines) as lines,
  (select count(*)::int from purchase_lines where quantity = 0) as nothing,
  (select count(*)::int from members where attributes <> '{}') as known from purchases where currency = 'USD'`;
