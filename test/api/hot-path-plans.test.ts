import { cardQrText } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
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

/** The tables that were read from end to end although PostgreSQL was asked to avoid it: no index serves the question. */
const readWhole = async (question: string, values: unknown[]): Promise<string[]> => {
  await database.query('begin');
  try {
    await database.query('set local enable_seqscan = off');
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

describe('what a till asks is answered by indexes', () => {
  it.each(codes)('a look-up by %s', async (_, code) => {
    const question = `select till_lookup($1, now(), now() - interval '1 year', now()) as found`;
    expect(await readWhole(question, [code()])).toEqual([]);
  });

  it('what decides a purchase', async () => {
    const request = {
      code: card.number,
      location_id: '00000000-0000-7000-8000-000000000000',
      receipt_number: 'R-1',
      counts_from: '2026-01-01T00:00:00Z',
      counts_until: '2027-01-01T00:00:00Z',
    };
    const question = 'select purchase_context($1, null, now(), true, true) as found';
    expect(await readWhole(question, [JSON.stringify([request])])).toEqual([]);
  });
});
