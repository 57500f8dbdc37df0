import { cardQrText } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { Members } from '../../apps/api/src/features/members/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMember } from '../support/makers/members.ts';

let api: TestApp;
let database: pg.Client;
let card: { number: string; reference: string };
beforeAll(async () => {
  api = await startApp();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  const member = await makeMember(api, { email: 'anna@member.example', phone: '+436601234567' });
  const found = await api.app.get(Cards).activeOf(member.id);
  if (!found) throw new Error('A new member has a card');
  card = found;
});
afterAll(async () => {
  await database.end();
  await api.close();
});

/** The tables that were read completely; with `avoiding` only those without a usable index. */
const readWhole = async (question: string, values: unknown[], avoiding: boolean): Promise<string[]> => {
  await database.query('begin');
  try {
    if (avoiding) await database.query('set local enable_seqscan = off');
    const { rows } = await database.query<{ found: unknown }>(question, values);
    expect(JSON.stringify(rows[0]?.found)).toContain('"memberId":"');
    const { rows: tables } = await database.query<{ relname: string }>(
      'select relname from pg_stat_xact_user_tables where seq_scan > 0 order by 1',
    );
    return tables.map(({ relname }) => relname);
  } finally {
    await database.query('rollback');
  }
};

const codes: [string, () => string][] = [
  ['card number', () => card.number],
  ['QR text', () => cardQrText(card.reference)],
  ['e-mail', () => 'anna@member.example'],
  ['phone', () => '+436601234567'],
  ['phone without its country', () => '06601234567'],
];

const lookUp = `select till_lookup($1, now(), now() - interval '1 year', now()) as found`;
const purchaseContext = 'select purchase_context($1, null, now(), true, true, true, null) as found';
const request = (): string =>
  JSON.stringify([
    {
      code: card.number,
      location_id: '00000000-0000-7000-8000-000000000000',
      receipt_number: 'R-1',
      counts_from: '2026-01-01T00:00:00Z',
      counts_until: '2027-01-01T00:00:00Z',
    },
  ]);

describe('there is an index for each query of the till', () => {
  it.each(codes)('by %s', async (_, code) => {
    expect(await readWhole(lookUp, [code()], true)).toEqual([]);
  });

  it('of a purchase', async () => {
    expect(await readWhole(purchaseContext, [request()], true)).toEqual([]);
  });
});

describe('with 5,000 members the indexes are used', () => {
  beforeAll(async () => {
    // Enough rows that a full scan is never the cheapest plan for one row.
    await api.app.get(Members).createMany(
      Array.from({ length: 5000 }, (_, index) => ({ externalId: `crowd-${index}`, language: 'en' as const })),
      'import',
    );
    await database.query('analyze members, cards, wallets');
  }, 60_000);

  const large = (tables: string[]): string[] =>
    tables.filter((table) => ['members', 'cards', 'wallets'].includes(table));

  it.each(codes)('to find a member by %s', async (_, code) => {
    expect(large(await readWhole(lookUp, [code()], false))).toEqual([]);
  });

  it('to post a purchase', async () => {
    expect(large(await readWhole(purchaseContext, [request()], false))).toEqual([]);
  });
});
