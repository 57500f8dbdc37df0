import { randomUUID } from 'node:crypto';
import { conditionLimits, type Condition } from '@regulars/conditions';
import type { Instant } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BulkPurchases, UndonePurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { SeededRandom } from '../support/conditions/seeded-random.ts';
import { Generator } from '../support/conditions/generator.ts';
import { memberAnswers } from '../support/conditions/member-answers.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';
import { AskingParticipant } from '../support/sale-participants/asking.ts';
import { registerParticipant } from '../support/sale-participants/registration.ts';

let api: TestApp;
let till: Till;
let location: string;
const asking = new AskingParticipant();

beforeAll(async () => {
  api = await startApp('2026-11-22T12:00:00Z');
  location = (await makeLocation(api)).code;
  till = new Till(api, await makeKey(api), location);
  await registerParticipant(api, asking, asking.schema);
});
afterAll(() => api.close());

const coffee: Condition = { fact: 'line.category', op: 'is', value: 'coffee' };
const coffees = (value: number, days: number | null = 30): Condition => ({
  purchases: 'count',
  days,
  where: { lines: 'any', where: coffee },
  op: 'at-least',
  value,
});
const newMember = async (): Promise<string> => (await makeMember(api)).id;

interface Answer {
  readonly held: readonly boolean[];
  /** The number of past purchases that were read. */
  readonly read: number | null;
}
const answerOf = async (purchaseId: string): Promise<Answer> => {
  const [row] = await rowsOf<{ figures: Answer }>(
    api,
    'select figures from sale_effects where purchase_id = $1',
    [purchaseId],
  );
  return row?.figures ?? { held: [], read: null };
};
const heldAt = async (purchaseId: string): Promise<readonly boolean[]> => (await answerOf(purchaseId)).held;

const askSql = (memberId: string, conditions: readonly Condition[], at: Instant): Promise<boolean[]> =>
  memberAnswers(api, memberId, conditions, new Date(at).toISOString());

interface Bought {
  readonly purchasedAt: string;
  readonly lines: { readonly category: string; readonly amount: number; readonly quantity?: number }[];
}
const bought = (purchasedAt: string, category = 'coffee'): Bought => ({
  purchasedAt,
  lines: [
    { category: 'cake', amount: 300 },
    { category, amount: 450, quantity: 2 },
  ],
});
const sellMany = async (sales: readonly (Bought & { readonly memberId: string })[]): Promise<string[]> => {
  const results = await api.app.get(BulkPurchases).recordMany(
    sales.map(({ memberId, ...sale }) => ({
      receipt: { location, number: randomUUID() },
      member: { id: memberId },
      currency: 'EUR',
      ...sale,
    })),
    { origin: 'import' },
  );
  return results.map((result) => ('recorded' in result ? result.recorded.purchaseId : ''));
};

describe('a condition on past purchases', () => {
  it('is exact at the sale: three purchases with coffee in 30 days', async () => {
    asking.conditions = [coffees(3)];
    const memberId = await newMember();
    const days = ['2026-10-23', '2026-10-24', '2026-11-10', '2026-11-11', '2026-11-20', '2026-11-22'];
    const held: (readonly boolean[])[] = [];
    for (const day of days) {
      const { id } = await till.sell(
        memberId,
        bought(`${day}T09:00:00Z`, day.endsWith('10') ? 'tea' : 'coffee'),
      );
      held.push(await heldAt(id));
    }
    // On the 20th, the three are from 23 and 24 October and 11 November. On the 22nd, the first is too old.
    expect(held.flat()).toEqual([false, false, false, false, true, true]);
    const late = await till.sell(memberId, bought('2026-11-21T23:00:00Z'));
    expect(await heldAt(late.id)).toEqual([true]);
  });

  it('counts the days before a late receipt, and for "all time" everything that was booked', async () => {
    asking.conditions = [coffees(1), coffees(2, null)];
    const memberId = await newMember();
    await till.sell(memberId, bought('2026-11-20T09:00:00Z'));
    await till.sell(memberId, bought('2026-11-21T09:00:00Z'));
    const late = await till.sell(memberId, bought('2026-11-19T09:00:00Z'));
    expect(await heldAt(late.id)).toEqual([false, true]);
    const next = await till.sell(memberId, bought('2026-11-19T09:00:01Z'));
    expect(await heldAt(next.id)).toEqual([true, true]);
  });

  it('takes returns into account', async () => {
    const cups: Condition = { lines: 'sum-quantity', where: coffee, op: 'at-least', value: 2 };
    const spent: Condition = {
      purchases: 'sum',
      days: 30,
      op: 'at-least',
      value: { amount: 525, currency: 'EUR' },
    };
    asking.conditions = [
      coffees(1),
      { purchases: 'count', days: 30, where: cups, op: 'is', value: 1 },
      spent,
    ];
    const memberId = await newMember();
    const first = await till.sell(memberId, bought('2026-11-20T09:00:00Z'));
    const sell = async (): Promise<readonly boolean[]> => {
      const { id } = await till.sell(memberId, bought('2026-11-22T09:00:00Z', 'tea'));
      const held = await heldAt(id);
      await api.app.get(UndonePurchases).undoMany(system, [id], 'only asked');
      return held;
    };
    expect(await sell()).toEqual([true, true, true]);
    await till.takeBack(first.id, [{ line: 1, quantity: 1 }]);
    expect(await sell()).toEqual([true, false, true]);
    await till.takeBack(first.id, [{ line: 1, quantity: 1 }]);
    expect(await sell()).toEqual([false, false, false]);
    await till.takeBack(first.id, [{ line: 0, quantity: 1 }]);
    expect(await sell()).toEqual([false, false, false]);
  });

  it('counts earlier purchases of the same batch, per member', async () => {
    asking.conditions = [coffees(1), coffees(3)];
    const [one, other] = [await newMember(), await newMember()];
    await till.sell(one, bought('2026-11-12T09:00:00Z'));
    const ids = await sellMany([
      { memberId: one, ...bought('2026-11-13T09:00:00Z') },
      { memberId: other, ...bought('2026-11-13T10:00:00Z') },
      { memberId: one, ...bought('2026-11-14T09:00:00Z') },
      { memberId: other, ...bought('2026-11-14T10:00:00Z', 'tea') },
      { memberId: one, ...bought('2026-11-15T09:00:00Z') },
    ]);
    expect(await Promise.all(ids.map(heldAt))).toEqual([
      [true, false],
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('counts all 700 purchases of a regular customer', async () => {
    asking.conditions = [];
    const memberId = await newMember();
    const start = Date.parse('2026-01-02T09:00:00Z');
    const at = (number: number): string => new Date(start + number * 11 * 3_600_000).toISOString();
    await sellMany(
      Array.from({ length: 700 }, (_, number) => ({
        memberId,
        ...bought(at(number), number < 5 ? 'coffee' : 'tea'),
      })),
    );
    const moment = '2026-11-22T09:00:00Z';
    const spent = (amount: number): Condition => ({
      purchases: 'sum',
      days: 365,
      op: 'is',
      value: { amount, currency: 'EUR' },
    });
    asking.conditions = [coffees(5, null), coffees(5, 365), coffees(6, null), spent(700 * 750), coffees(1)];
    const held = [true, true, false, true, false];
    expect(await askSql(memberId, asking.conditions, Date.parse(moment))).toEqual(held);
    const { id } = await till.sell(memberId, bought(moment));
    expect(await answerOf(id)).toEqual({ held, read: 700 });
  });

  it('reads no more than the limit, and knows no count or sum above it', async () => {
    const { purchases: most } = conditionLimits;
    asking.conditions = [];
    const memberId = await newMember();
    const { id: first } = await till.sell(memberId, bought('2026-09-01T09:00:00Z'));
    await rowsOf(
      api,
      `with copies as (
         insert into purchases select (p).* from (
           select jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'receipt_number', gen_random_uuid(),
             'transaction_id', null)) as p
           from purchases p cross join generate_series(1, $2) where p.id = $1) made returning id)
       insert into purchase_lines (purchase_id, line, category, kind, quantity, discount, amount, net, tax_rate)
       select c.id, l.line, l.category, l.kind, l.quantity, l.discount, l.amount, l.net, l.tax_rate
       from copies c cross join purchase_lines l where l.purchase_id = $1`,
      [first, most - 1],
    );
    const moment = '2026-11-22T09:00:00Z';
    asking.conditions = [coffees(most, null), { not: coffees(1, null) }, coffees(0)];
    const ask = async (held: boolean[], read: number): Promise<void> => {
      expect(await askSql(memberId, asking.conditions, Date.parse(moment))).toEqual(held);
      const { id } = await till.sell(memberId, bought(moment));
      expect(await answerOf(id)).toEqual({ held, read });
    };
    await ask([true, false, true], most);
    await ask([false, true, true], most + 1);
  });
});

it('the sale and the database give the same answer, one by one and in bulk, for any purchases and returns', async () => {
  const random = new SeededRandom(20261126);
  const generator = new Generator(random, { line: [], purchase: [], member: [] });
  asking.conditions = Array.from({ length: 24 }, () => generator.past(2));
  const [single, bulk] = [await newMember(), await newMember()];
  const days = ['2026-11-22', '2026-11-21', '2026-11-15', '2026-11-14', '2026-10-25', '2026-10-24'];
  const times = ['00:00:00', '22:59:59', '23:00:00', '10:00:00'];
  const sales = Array.from({ length: 16 }, () => ({
    purchasedAt: `${random.of(days)}T${random.of(times)}Z`,
    lines: Array.from({ length: 1 + random.upTo(2) }, () => ({
      category: random.of(['coffee', 'books']),
      brand: random.of(['A', 'B']),
      sku: random.of(['S1', 'S2']),
      amount: random.of([0, 250, 500, 1000]),
      quantity: random.of([0.5, 1, 2]),
    })),
    payments: [],
  }))
    .filter(({ purchasedAt }) => purchasedAt < '2026-11-22T12:00:00Z')
    .sort((a, b) => (a.purchasedAt < b.purchasedAt ? -1 : 1));
  const heldOneByOne: (readonly boolean[])[] = [];
  for (const sale of sales) {
    const expected = await askSql(single, asking.conditions, Date.parse(sale.purchasedAt));
    const { id } = await till.sell(single, sale);
    heldOneByOne.push(await heldAt(id));
    expect(heldOneByOne.at(-1), sale.purchasedAt).toEqual(expected);
  }
  const ids = await sellMany(sales.map((sale) => ({ memberId: bulk, ...sale })));
  expect(await Promise.all(ids.map(heldAt))).toEqual(heldOneByOne);
  const telling = asking.conditions.filter(
    (_, index) => new Set(heldOneByOne.map((held) => held[index])).size === 2,
  );
  expect(telling.length / asking.conditions.length).toBeGreaterThan(0.3);

  for (const id of ids.filter(() => random.isOneIn(3))) {
    await till.takeBack(id, [{ line: 0, quantity: 0.5 }]);
    const now = Date.parse('2026-11-22T11:30:00Z');
    const expected = await askSql(bulk, asking.conditions, now);
    const asked = await till.sell(bulk, { purchasedAt: '2026-11-22T11:30:00Z', lines: [{ amount: 1 }] });
    expect(await heldAt(asked.id)).toEqual(expected);
    await api.app.get(UndonePurchases).undoMany(system, [asked.id], 'only asked');
  }
});
