import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import {
  BulkPurchases,
  type BulkResult,
  type PurchaseOffered,
} from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, perMoney, Till, timesOn } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let graz: Location;
let key: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  graz = await makeLocation(api);
  await makeTier(api, { code: 'bronze' });
  await makeTier(api, { code: 'silver', threshold: 500, multiplierPercent: 150 });
  await makeRule(api);
  await makeRule(api, { name: 'Books', effect: timesOn('books', 2), caps: [{ per: 'month', points: 30 }] });
  key = await makeKey(api);
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = async (path: string) =>
  (await api.http.get(`/api/v1${path}`).set('authorization', `Bearer ${key}`).expect(200)).body;
/** These fields of every row of a list. */
const rows = async (path: string, ...fields: string[]) =>
  ((await get(path)).data as Record<string, unknown>[]).map((row) => fields.map((field) => row[field]));
const bought = (
  memberId: string | null,
  number: string,
  purchasedAt: string,
  amount: number,
): PurchaseOffered => ({
  receipt: { location: vienna.code, number },
  purchasedAt,
  ...(memberId === null ? {} : { member: { id: memberId } }),
  currency: 'EUR',
  lines: [{ category: 'books', amount }],
});
const recordMany = (purchases: PurchaseOffered[]): Promise<BulkResult[]> =>
  api.app.get(BulkPurchases).recordMany(purchases, { origin: 'demo' });
const earnedOf = (outcomes: readonly BulkResult[]) =>
  outcomes.map((outcome) => ('recorded' in outcome ? outcome.recorded.earned : outcome.refused.code));

const times = [
  '2026-09-30T20:00:00Z',
  '2026-09-30T22:30:00Z',
  '2026-10-20T10:00:00Z',
  '2026-11-01T10:00:00Z',
  '2026-11-02T10:00:00Z',
];
const amounts = [2000, 2500, 48_000, 10_000, 1000];

/** Posts the same purchases in bulk for one member, and one by one at their times for another. */
const buyTwice = async (label: string) => {
  const [atOnce, oneByOne] = [(await makeMember(api)).id, (await makeMember(api)).id];
  const history = times.map((at, index) => bought(atOnce, `${label}-${index}`, at, amounts[index] ?? 0));
  const outcomes = (await recordMany(history.toReversed())).toReversed();
  const till = new Till(api, key, vienna.code);
  const receipts = [];
  for (const [index, at] of times.entries()) {
    api.clock.set(at);
    const { receipt: _, ...purchase } = bought(oneByOne, '', at, amounts[index] ?? 0);
    receipts.push(await till.sell(oneByOne, { ...purchase, lines: [...purchase.lines] }));
  }
  api.clock.set('2026-11-22T09:00:00Z');
  return { atOnce, oneByOne, outcomes, receipts };
};
const standing = async (id: string) => [
  await get(`/members/${id}/points`),
  await get(`/members/${id}/tier`),
  await rows(`/purchases?member=${id}`, 'purchasedAt', 'earned', 'reasons'),
];

it('a bulk of purchases gives the same result as single purchases at their times', async () => {
  const { atOnce, oneByOne, outcomes, receipts } = await buyTwice('plain');
  const expected = receipts.map(({ points }) => points?.earned);
  expect(expected).toEqual([40, 50, 485, 180, 15]);
  expect(earnedOf(outcomes)).toEqual(expected);
  expect(await standing(atOnce)).toEqual(await standing(oneByOne));
  const entries = (id: string) =>
    rows(`/members/${id}/points/entries`, 'kind', 'currency', 'points', 'effectiveAt', 'bookedAt');
  expect(await entries(atOnce)).toEqual(await entries(oneByOne));
});

it.each([
  { pendingDays: 14 },
  { expiry: { kind: 'rolling-months', months: 1 } },
  { expiry: { kind: 'rolling-days', days: 10 } },
  { expiry: { kind: 'fixed-date', month: 10, day: 31 } },
  { expiry: { kind: 'inactivity', months: 1 } },
  { pendingDays: 3, expiry: { kind: 'rolling-months', months: 1 } },
] as const)('a bulk gives the same result if points become due in between: %j', async (change) => {
  const { points } = await get('/club');
  await changeClub(api, { points: { ...points, ...change } });
  const { atOnce, oneByOne } = await buyTwice(JSON.stringify(change));
  expect(await standing(atOnce)).toEqual(await standing(oneByOne));
  await changeClub(api, { points });
});

it('each purchase in a bulk earns by the rules of its own time', async () => {
  const rules = api.app.get(EarningRulesService);
  api.clock.set('2026-11-10T09:00:00Z');
  const rule = await makeRule(api, { name: 'Extra', effect: perMoney(1, 100), locations: [graz.id] });
  await rules.change(system, rule.id, { effect: perMoney(2, 100) }, rule.version);
  api.clock.set('2026-11-15T09:00:00Z');
  await api.app.get(RulePublishing).publish(system, rule.id);
  api.clock.set('2026-11-22T09:00:00Z');
  const moments = ['2026-11-16T10:00:00Z', '2026-11-05T10:00:00Z', '2026-11-15T08:59:59Z'];
  const { id } = await makeMember(api);
  const sold = (number: string, at: string) => ({
    ...bought(id, number, at, 1000),
    receipt: { location: graz.code, number },
    lines: [{ category: 'coffee', amount: 1000 }],
  });
  const earned = [30, 20, 20];
  const outcomes = await recordMany(moments.map((at, index) => sold(`moment-${index}`, at)));
  expect(earnedOf(outcomes)).toEqual(earned);
  const till = new Till(api, key, graz.code);
  const receipts = [];
  for (const [index, at] of moments.entries()) receipts.push(await till.sell(id, sold(`late-${index}`, at)));
  expect(receipts.map(({ points }) => points?.earned)).toEqual(earned);
});

it('a bulk continues after refused purchases and reports each of them', async () => {
  const { id } = await makeMember(api);
  const at = '2026-11-20T10:00:00Z';
  const good = bought(id, 'mixed-1', at, 1000);
  const outcomes = await recordMany([
    good,
    bought(id, 'mixed-1', at, 2000),
    { ...bought(id, 'mixed-2', at, 1000), currency: 'CZK' },
    { ...bought(id, 'mixed-3', at, 1000), member: { card: '4021000000000008' } },
    { ...bought(id, 'mixed-4', at, 1000), receipt: { location: 'nowhere', number: '1' } },
    {
      ...bought(null, 'mixed-5', at, 0),
      lines: [{ name: 'Weighed and put back', quantity: 0, unitPrice: 300 }],
    },
    bought(null, 'mixed-6', at, 1000),
  ]);
  expect(earnedOf(outcomes)).toEqual([
    20,
    'receipt-already-counted',
    'currency-mismatch',
    'unknown-card',
    'unknown-location',
    0,
    0,
  ]);
  expect(earnedOf(await recordMany([good]))).toEqual(['receipt-already-counted']);
  expect((await get(`/members/${id}/points`)).available).toBe(20);
});

it('a bulk of old purchases sends no live events', async () => {
  const { id } = await makeMember(api);
  await recordMany([bought(id, 'quiet', '2026-11-20T10:00:00Z', 1000)]);
  const origins = madeStatement<{ name: string; origin: string }>(
    'select name, origin from events where member_id = $1 order by id',
  );
  const events = await api.app.get(Transactions).query(origins, [id]);
  expect(events.filter(({ origin }) => origin !== 'live').map(({ name, origin }) => [name, origin])).toEqual([
    ['points.earned', 'demo'],
    ['purchase.recorded', 'demo'],
  ]);
});

it('a bulk of thousands counts every receipt, and the journal matches the wallets', async () => {
  const members = await Promise.all(Array.from({ length: 40 }, () => makeMember(api)));
  const start = Date.parse('2025-01-01T10:00:00Z');
  const purchases = Array.from({ length: 2500 }, (_, index) =>
    bought(
      members[(index * 7) % 41]?.id ?? null,
      `mass-${index}`,
      new Date(start + index * 6_000_000).toISOString(),
      500 + (index % 700),
    ),
  );
  const outcomes = await recordMany(purchases);
  expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual([]);
  const audit = madeStatement<{ wrong: number; available: string }>(
    `select count(*) filter (where w.available <> coalesce(j.points, 0) or w.status <> coalesce(j.status, 0)) as wrong,
       sum(w.available) as available from wallets w left join lateral (
         select sum(case when to_account in ('available', 'pending', 'held') then amount else -amount end) filter (where currency = 'points') as points,
           sum(case when to_account = 'status' then amount else -amount end) filter (where currency = 'status') as status
         from journal where member_id = w.member_id) j on true where w.member_id = any($1)`,
  );
  const [row] = await api.app.get(Transactions).query(audit, [members.map(({ id }) => id)]);
  const earned = earnedOf(outcomes).reduce<number>((sum, each) => sum + Number(each), 0);
  expect([row?.wrong, Number(row?.available)]).toEqual([0, earned]);
});

it('a bulk leaves everyone on the last tier they reached, also with purchases at the same moment', async () => {
  await makeTier(api, { code: 'gold', threshold: 100_000 });
  const members = await Promise.all(Array.from({ length: 12 }, () => makeMember(api)));
  const moment = '2026-11-20T10:00:00Z';
  await recordMany([
    ...members.map(({ id }) => bought(id, `silver-${id}`, moment, 60_000)),
    ...members.map(({ id }) => bought(id, `gold-${id}`, moment, 20_000_000)),
  ]);
  const reached = await Promise.all(members.map(({ id }) => get(`/members/${id}/tier`)));
  expect(reached.map(({ code }) => code)).toEqual(members.map(() => 'gold'));
});
