import { listMembers, redeemReward, returnPurchase, setMemberTags, type QueryOf } from '@regulars/contracts';
import { cardQrText } from '@regulars/loyalty';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Cards } from '../../apps/api/src/features/cards/index.ts';
import { ClubError } from '../../apps/api/src/platform/club-error.ts';
import type { AnyStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeMember } from '../support/makers/members.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop, type Shop } from '../support/shop.ts';

let api: TestApp;
let database: pg.Client;
let card: { number: string; reference: string };
let shop: Shop;
let memberId: string;
beforeAll(async () => {
  api = await startApp();
  database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  const member = await makeMember(api, { email: 'anna@member.example', phone: '+436601234567' });
  memberId = member.id;
  const found = await api.app.get(Cards).activeOf(member.id);
  if (!found) throw new Error('A new member has a card');
  card = found;
});
afterAll(async () => {
  await database.end();
  await api.close();
});

/** The tables that were read completely; with `avoiding` only those without a usable index. */
const readWhole = async (
  question: string,
  values: readonly unknown[],
  avoiding: boolean,
  told = '"memberId":"',
): Promise<string[]> => {
  await database.query('begin');
  try {
    if (avoiding) await database.query('set local enable_seqscan = off');
    const { rows } = await database.query<{ found: unknown }>(question, [...values]);
    expect(JSON.stringify(rows)).toContain(told);
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

/** Parts of what someone types into the search. */
const typed: [string, () => string][] = [
  ['card number', () => card.number.slice(0, 12)],
  ['phone', () => '+43660123456'],
  ['phone without its country', () => '0660 123'],
  ['e-mail', () => 'anna@mem'],
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

interface Stored {
  readonly statement: AnyStatement;
  readonly values: readonly unknown[];
}

/** The statement that stores what the API decides, which is not stored: it can be run again. */
const storing = async (request: () => Promise<unknown>): Promise<Stored> => {
  const transactions = api.app.get(Transactions);
  let stored: Stored | undefined;
  const held = (statement: Stored['statement'], values: Stored['values']): Promise<never> => {
    stored = { statement, values };
    return Promise.reject(new ClubError('not-found'));
  };
  const { query, parting } = transactions;
  const spies = [
    vi
      .spyOn(transactions, 'query')
      .mockImplementation((statement, ...values) =>
        statement.text.includes(' record_')
          ? held(statement, values[0] ?? [])
          : query.call(transactions, statement, ...values),
      ),
    vi
      .spyOn(transactions, 'parting')
      .mockImplementation((statement, values, ...rest) =>
        statement.text.includes(' record_')
          ? held(statement, values)
          : parting.call(transactions, statement, values, ...rest),
      ),
  ];
  await request().catch(() => undefined);
  for (const spy of spies) spy.mockRestore();
  if (!stored) throw new Error('Nothing was stored');
  return stored;
};

/** What the list of members asks PostgreSQL. */
const asked = async (query: Partial<QueryOf<typeof listMembers>>): Promise<Stored[]> => {
  const asking = vi.spyOn(api.app.get(Transactions), 'query');
  const { data } = await shop.till.call(listMembers, { query: { ...query, include: 'total' } });
  expect(data.map(({ id }) => id)).toContain(memberId);
  const statements = asking.mock.calls.map(([statement, values = []]) => ({ statement, values }));
  asking.mockRestore();
  return statements.filter(({ statement: { text } }) => /from (?:members|cards)\b/.test(text));
};

/** Tables that grow with the members. */
const large = ['members', 'cards', 'wallets', 'member_facts'];

// In this order: the club grows. Plans of a small club are not those of a large one.
describe('the indexes are used', { shuffle: false }, () => {
  beforeAll(async () => {
    shop = await openShop(api);
    // So that each redemption has enough points.
    await shop.sell(900_000, memberId);
  });

  describe.each([2000, 20_000, 100_000])('with %i members', (count) => {
    beforeAll(async () => {
      await rowsOf(
        api,
        `insert into members (id, language, joined_at) select gen_random_uuid(), 'de', now()
       from generate_series((select count(*) from members), $1) n`,
        [count],
      );
      await rowsOf(
        api,
        'insert into wallets (member_id, available) select id, 100 from members on conflict do nothing',
      );
      await rowsOf(api, 'insert into member_facts (member_id) select id from members on conflict do nothing');
      await rowsOf(
        api,
        `insert into cards (id, member_id, number, status, issued_at, reference)
       select gen_random_uuid(), m.id, lpad((row_number() over () + (select count(*) from cards))::text, 16, '0'), 'active', now(), 'crowd-' || m.id
       from members m where not exists (select from cards c where c.member_id = m.id)`,
      );
      await rowsOf(api, 'vacuum analyze members, cards, wallets, member_facts');
    }, 120_000);

    const largeOf = (tables: string[]): string[] => tables.filter((table) => large.includes(table));

    it.each(codes)('to find a member by %s', async (_, code) => {
      expect(largeOf(await readWhole(lookUp, [code()], false))).toEqual([]);
    });

    it('to read what a purchase needs', async () => {
      expect(largeOf(await readWhole(purchaseContext, [request()], false))).toEqual([]);
    });

    it('to read what a redemption needs', async () => {
      const opened = 'select open_redemption($1, $2, now(), false) as opened';
      const values = [shop.rewards.coffee.id, memberId];
      expect(largeOf(await readWhole(opened, values, false))).toEqual([]);
    });

    it.runIf(count === 100_000).each(typed)('to search members by the start of a %s', async (_, start) => {
      const statements = await asked({ query: start() });
      expect(statements.length).toBeGreaterThan(1);
      for (const { statement, values } of statements)
        expect(largeOf(await readWhole(statement.text, values, false, '['))).toEqual([]);
    });

    it.runIf(count === 100_000)('to list members with a tag and points', async () => {
      await shop.till.call(setMemberTags, { params: { id: memberId }, body: { tags: ['regular'] } });
      for (const { statement, values } of await asked({ tag: 'regular', pointsFrom: 0 }))
        expect(largeOf(await readWhole(statement.text, values, false, '['))).toEqual([]);
    });

    it.each(['purchase', 'return', 'redemption'] as const)('to store a %s', async (what) => {
      const { id } = await shop.sell(50_000, memberId);
      const lines = [{ line: 0, quantity: 1 }];
      const requests = {
        purchase: () => shop.sell(10_000, memberId),
        return: () => shop.till.call(returnPurchase, { params: { id: id ?? '' }, body: { lines } }),
        redemption: () =>
          shop.till.call(redeemReward, { params: { id: shop.rewards.coffee.id }, body: { memberId } }),
      };
      const { statement, values } = await storing(requests[what]);
      expect(largeOf(await readWhole(statement.text, values, false, '[{'))).toEqual([]);
    });
  });
});
