import { randomUUID } from 'node:crypto';
import { reverseReturn, type Location } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BulkPurchases,
  UndonePurchases,
  type BulkResult,
} from '../../apps/api/src/features/purchases/index.ts';
import { PurchasesService } from '../../apps/api/src/features/purchases/purchases.service.ts';
import { PastSales } from '../../apps/api/src/features/sales/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { ownStatementsOf, statementsOf } from '../support/statements.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';
import { registerParticipant } from '../support/sale-participants/registration.ts';
import { StampsParticipant, stampsSchema } from '../support/sale-participants/stamps.ts';

let api: TestApp;
let vienna: Location;
let till: Till;
let database: pg.Pool;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeTier(api, { code: 'bronze' });
  await makeRule(api);
  till = new Till(api, await makeKey(api), vienna.code);
  database = new pg.Pool({ connectionString: api.databaseUrl, max: 1 });
  await registerParticipant(api, new StampsParticipant(), stampsSchema);
});
afterAll(async () => {
  await database.end();
  await api.close();
});
beforeEach(async () => {
  await database.query(
    'insert into stamp_stock values (1, 1000) on conflict (id) do update set remaining = 1000',
  );
});

const ask = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
  (await database.query<Row>(sql, values)).rows;
const withStamps = async (count: number): Promise<string> => {
  const { id } = await makeMember(api);
  await ask('insert into stamps values ($1, $2)', [id, count]);
  return id;
};
const stampsOf = async (memberId: string) =>
  (await ask<{ remaining: number }>('select remaining from stamps where member_id = $1', [memberId]))[0]
    ?.remaining;
const effectsOf = (purchaseId: string) =>
  ask(
    `select participant, kind, reference, outcome, reason, figures, undone_by is not null as undone from sale_effects
     where purchase_id = $1`,
    [purchaseId],
  );
const booksOf = () =>
  ask(`select (select count(*) from purchases) as purchases, (select count(*) from sale_effects) as effects,
    (select count(*) from journal) as journal, (select sum(version) from wallets) as versions`);
const applied = {
  participant: 'stamps',
  kind: 'stamp',
  reference: 'any',
  outcome: 'applied',
  reason: null,
  undone: false,
};

describe('participants in a sale', () => {
  it('need no further database call', async () => {
    const [plain, stamped] = [(await makeMember(api)).id, await withStamps(3)];
    await till.sell(plain, 1000);
    for (const memberId of [plain, null, stamped]) {
      const own = await ownStatementsOf(() => till.sell(memberId, 1000));
      expect(own).toEqual(['purchase-context', 'purchase-record']);
    }
    expect(await stampsOf(stamped)).toBe(2);
  });

  it('store applied and skipped effects with the reason, and nothing if there is none', async () => {
    const memberId = await withStamps(1);
    const [first, small, second] = [
      await till.sell(memberId, 2000),
      await till.sell(memberId, 500),
      await till.sell(memberId, 2000),
    ];
    expect(await effectsOf(first.id)).toEqual([{ ...applied, figures: { own: 1 } }]);
    expect(await effectsOf(small.id)).toMatchObject([{ outcome: 'not-applied', reason: 'too-small' }]);
    expect(await effectsOf(second.id)).toMatchObject([{ outcome: 'not-applied', reason: 'none-left' }]);
    expect(await effectsOf((await till.sell((await makeMember(api)).id, 2000)).id)).toEqual([]);
    expect(second.points?.earned).toBe(20);
  });

  it('have no effect in a preview or in a refused sale', async () => {
    const memberId = await withStamps(1);
    const body = offer(api, vienna.code, { member: { id: memberId } });
    const post = (query = '') =>
      api.http
        .post(`/api/v1/purchases${query}`)
        .set({ authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() })
        .send(body);
    const key = await makeKey(api);
    await post('?dryRun=true').expect(200);
    expect(await stampsOf(memberId)).toBe(1);
    await post().expect(201);
    await post().expect(409);
    expect(await stampsOf(memberId)).toBe(0);
    expect(
      await ask(
        'select from sale_effects e join purchases p on p.id = e.purchase_id where p.member_id = $1',
        [memberId],
      ),
    ).toHaveLength(1);
  });

  it('refuse the whole sale if they cannot keep a promise', async () => {
    const memberId = await withStamps(1);
    const sell = (gross: number) =>
      api.app.get(Transactions).run(() =>
        api.app.get(PurchasesService).record(system, {
          ...offer(api, vienna.code, { member: { id: memberId } }),
          lines: [{ amount: gross }],
          asks: { stamps: 'promised' },
        }),
      );
    const before = await booksOf();
    await expect(sell(500)).rejects.toMatchObject({ code: 'out-of-stock' });
    expect(await booksOf()).toEqual(before);
    expect(await stampsOf(memberId)).toBe(1);
    const { id } = await sell(1000);
    expect(await effectsOf(id ?? '')).toMatchObject([{ reference: 'promised', outcome: 'applied' }]);
  });

  it('share a limit exactly, however many tills sell at once', async () => {
    await ask('update stamp_stock set remaining = 7');
    const members = await Promise.all(Array.from({ length: 20 }, () => withStamps(5)));
    const sold = await Promise.all(members.map((id) => till.sell(id, 1000)));
    const outcomes = await Promise.all(sold.map(async ({ id }) => (await effectsOf(id))[0]?.['reason']));
    expect(outcomes.filter((reason) => reason === null)).toHaveLength(7);
    expect(outcomes.filter((reason) => reason === 'exhausted')).toHaveLength(13);
    expect(await ask('select remaining from stamp_stock')).toEqual([{ remaining: 0 }]);
    expect(
      await ask('select sum(remaining)::int as left from stamps where member_id = any($1)', [members]),
    ).toEqual([{ left: 93 }]);
  });

  it('get many sales at once in order, with the wishes of the seller', async () => {
    const memberId = await withStamps(2);
    const sale = (number: string, hour: number) => ({
      receipt: { location: vienna.code, number },
      purchasedAt: `2026-11-20T${hour}:00:00Z`,
      member: { id: memberId },
      currency: 'EUR',
      lines: [{ amount: 1000 }],
      asks: { stamps: `card-${number}` },
    });
    const purchases = [sale('many-3', 12), sale('many-1', 10), sale('many-2', 11)];
    let results: BulkResult[] = [];
    const names = await statementsOf(async () => {
      results = await api.app.get(BulkPurchases).recordMany(purchases, { origin: 'import' });
    });
    expect(names).toEqual(['purchase-context', 'purchases-record']);
    const ids = results.map((result) => ('recorded' in result ? result.recorded.purchaseId : ''));
    expect((await Promise.all(ids.map(effectsOf))).flat()).toMatchObject([
      { reference: 'card-many-3', reason: 'none-left' },
      { reference: 'card-many-1', reason: null },
      { reference: 'card-many-2', reason: null },
    ]);
    expect(await stampsOf(memberId)).toBe(0);
    await api.app.get(UndonePurchases).undoMany(system, ids, 'by mistake');
    await api.app.get(UndonePurchases).undoMany(system, ids, 'by mistake');
    expect(await stampsOf(memberId)).toBe(2);
    expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  });
});

describe('a return of an applied effect', () => {
  it('gives the effect back once, when no goods remain', async () => {
    const memberId = await withStamps(1);
    const { id } = await till.sell(memberId, { lines: [{ amount: 1000, quantity: 2 }] });
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await stampsOf(memberId)).toBe(0);
    expect(await effectsOf(id)).toMatchObject([{ undone: false }]);
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await stampsOf(memberId)).toBe(1);
    expect(await effectsOf(id)).toMatchObject([{ outcome: 'applied', undone: true }]);
    await api.app.get(UndonePurchases).undoMany(system, [id], 'and once more');
    expect(await stampsOf(memberId)).toBe(1);
  });

  it('and applies again when the return was a mistake', async () => {
    const memberId = await withStamps(2);
    const { id } = await till.sell(memberId, 1000);
    const back = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await stampsOf(memberId)).toBe(2);
    await api
      .client({ apiKey: await makeKey(api) })
      .call(reverseReturn, { params: { id: back.id }, body: { reason: 'Wrong receipt' } });
    expect(await stampsOf(memberId)).toBe(1);
    expect(await effectsOf(id)).toMatchObject([{ outcome: 'applied', undone: false }]);
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await stampsOf(memberId)).toBe(2);
  });

  it('does not give it back while an amount without a quantity remains, as in imports', async () => {
    const memberId = await withStamps(1);
    const lines = [{ amount: 1000 }, { amount: 500, quantity: 0 }];
    const receipt = { location: vienna.code, number: randomUUID() };
    const purchasedAt = '2026-11-20T09:00:00Z';
    const sale = { receipt, purchasedAt, member: { id: memberId }, currency: 'EUR', lines };
    const [result] = await api.app.get(BulkPurchases).recordMany([sale], { origin: 'import' });
    const id = result && 'recorded' in result ? result.recorded.purchaseId : '';
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await effectsOf(id)).toMatchObject([{ outcome: 'applied', undone: false }]);
    await api.app.get(UndonePurchases).undoMany(system, [id], 'by mistake');
    expect(await stampsOf(memberId)).toBe(1);
  });

  it('gives it back once for many parallel returns', async () => {
    const memberId = await withStamps(1);
    const { id } = await till.sell(memberId, 3000);
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => till.takeBack(id, [{ line: 0, quantity: 1 }])),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stampsOf(memberId)).toBe(1);
  });
});

it('past sales are read as decided, in the order of booking, without undone ones', async () => {
  const { id: memberId } = await makeMember(api);
  api.clock.set('2026-11-23T10:00:00Z');
  const late = await till.sell(memberId, {
    purchasedAt: '2026-11-23T09:30:00Z',
    lines: [{ category: 'books', amount: 700 }],
  });
  const early = await till.sell(memberId, {
    purchasedAt: '2026-11-23T09:00:00Z',
    lines: [{ amount: 250, quantity: 2 }],
  });
  const mistaken = await till.sell(memberId, 900);
  await till.sell(memberId, { purchasedAt: '2026-11-22T09:00:00Z', lines: [{ amount: 100 }] });
  await api.app.get(UndonePurchases).undoMany(system, [mistaken.id], 'by mistake');
  await till.takeBack(early.id, [{ line: 0, quantity: 1 }]);
  const found = [];
  const period = { from: Date.parse('2026-11-23T00:00:00Z'), until: Date.parse('2026-11-24T00:00:00Z') };
  for await (const page of api.app.get(PastSales).between(period)) found.push(...page);
  expect(found).toMatchObject([
    {
      id: late.id,
      memberId,
      purchase: { currency: 'EUR', locationId: vienna.id, lines: [{ category: 'books', gross: 700 }] },
      facts: { tier: { code: 'bronze' } },
      granted: { points: 7 },
    },
    { id: early.id, purchase: { lines: [{ gross: 250, quantity: 2000 }] }, granted: { points: 2 } },
  ]);
});

it('past sales of a period are found without reading other days', async () => {
  const { id: memberId } = await makeMember(api);
  const { id } = await till.sell(memberId, 500);
  const [others, days] = [40_000, 1200];
  // Sales of other days come first by their ids. The last one is an undone import.
  await ask(
    `with copied as (
       insert into purchases select made.* from generate_series(1, $2::int + $3::int) n, purchases p,
         jsonb_populate_record(p, jsonb_build_object('transaction_id', null, 'explanation', '[]'::jsonb,
           'id', '00000000-0000-7000-8000-' || lpad(n::text, 12, '0'),
           'receipt_number', case when n = $2 + $3 then '00000000-0000-7000-8000-' else 'copy-' end || lpad(n::text, 12, '0'),
           'purchased_at', case when n <= $2 then '2025-01-01'::timestamptz else '2026-06-01' end + n * interval '1 second')) made
       where p.id = $1 returning id, purchased_at)
     insert into purchase_lines select made.* from copied, purchase_lines l, jsonb_populate_record(l, jsonb_build_object('purchase_id', copied.id)) made
       where l.purchase_id = $1 and copied.purchased_at > '2026-01-01'`,
    [id, others, days],
  );
  await ask('analyze purchases, purchase_lines');
  const transactions = api.app.get(Transactions);
  const read = `select coalesce(idx_tup_fetch, 0) + seq_tup_read as rows from pg_stat_xact_user_tables where relname = 'purchases'`;
  const period = { from: Date.parse('2026-06-01T00:00:00Z'), until: Date.parse('2026-06-02T00:00:00Z') };
  await transactions.run(async () => {
    const found = [];
    for await (const page of api.app.get(PastSales).between(period)) found.push(...page);
    expect(found).toHaveLength(days - 1);
    expect(found.map(({ id }) => id)).toEqual(found.map(({ id }) => id).sort());
    expect(found[0]).toMatchObject({ memberId, purchase: { lines: [{ gross: 500 }] } });
    const [row] = await transactions.query(madeStatement<{ rows: number }>(read));
    // One read for the id and one for the rest of each, far fewer than all.
    expect(row?.rows).toBeLessThan(3 * days);
  });
});
