import { randomUUID } from 'node:crypto';
import {
  createBudget,
  createLocation,
  listBudgets,
  listEarningRules,
  listOpportunities,
  listTasks,
  removeBudget,
  updateBudget,
  type BodyOf,
  type PurchaseReceipt,
  type SharedBudget,
} from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { WatchBudgetsJob } from '../../apps/api/src/features/earning/watch-budgets.job.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { openRuleClub } from '../support/conditions/rule-club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, perMoney, type Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let till: Till;
let key: string;
let shop: { id: string; code: string };
let other: { id: string; code: string };
let client: ReturnType<TestApp['client']>;

// It is Sunday, 22 November 2026, 13:00 in Berlin.
beforeAll(async () => {
  const club = await openRuleClub();
  ({ api, till, key } = club);
  shop = club.shop;
  // The clock moves on, and sessions would end.
  client = api.client({ apiKey: key });
  for (const { id } of (await client.call(listEarningRules, { query: {} })).data)
    await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  other = await client.call(createLocation, {
    body: { code: 'harbour', name: 'Harbour', kind: 'shop', currency: 'EUR' },
  });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

let live: string[] = [];
beforeEach(() => {
  api.clock.set('2026-11-22T12:00:00Z');
});
afterEach(async () => {
  for (const id of live) await api.app.get(RulePublishing).pause(system, id, { at: '2000-01-01T00:00:00Z' });
  live = [];
  for (const { id } of (await client.call(listBudgets, { query: {} })).data)
    await client.call(removeBudget, { params: { id } });
});

const rule = async (effect = fixedPoints(10)): Promise<string> => {
  const { id } = await makeRule(api, { name: 'Autumn', effect });
  live.push(id);
  return id;
};
const budget = (points: number, more: Partial<BodyOf<typeof createBudget>> = {}): Promise<SharedBudget> =>
  client.call(createBudget, { body: { locationId: null, per: 'total', points, ...more } });
const used = async (id: string): Promise<number | undefined> =>
  (await client.call(listBudgets, { query: {} })).data.find((each) => each.id === id)?.used;
const members = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api)).id);
  return ids;
};
const given = ({ points }: Pick<PurchaseReceipt, 'points'>): number => points?.earned ?? 0;
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const sellAt = async (place: { code: string }, id: string, amount: number): Promise<PurchaseReceipt> =>
  (
    await send(api, 'post', '/purchases', {
      key,
      body: offer(api, place.code, { member: { id }, lines: [{ amount }] }),
    })
      .set('idempotency-key', randomUUID())
      .expect(201)
  ).body as PurchaseReceipt;

describe('budgets of the club and of locations under parallel sales', () => {
  it.each([
    ['small, so that one lock counts', 205, 40],
    ['large, so that tills do not wait for each other', 4000, 5],
  ])('give exactly what they have: %s', async (_, points, factor) => {
    await rule(perMoney(factor, 100));
    const club = await budget(points);
    const place = await budget(Math.floor(points / 3), { locationId: other.id });
    const buyers = await members(24);
    const receipts = await Promise.all(
      buyers.map((id, index) => sellAt(index % 2 === 0 ? shop : other, id, 1000)),
    );
    const at = (parity: number): number =>
      sumOf(receipts.filter((_receipt, index) => index % 2 === parity).map(given));
    const due = 12 * 10 * factor;
    // If a member got less, no budget has points left.
    expect(at(1)).toBeLessThanOrEqual(Math.min(place.points, due));
    expect(at(0) + at(1)).toBe(Math.min(points, due + Math.min(place.points, due)));
    expect(await used(club.id)).toBe(at(0) + at(1));
    expect(await used(place.id)).toBe(at(1));
  });
});

describe('a budget of the club', () => {
  it('reduces all rules in proportion, and the receipt says so', async () => {
    await rule(fixedPoints(18));
    await rule(fixedPoints(6));
    await budget(20);
    const [id = '', next = ''] = await members(2);
    const receipt = await till.sell(id, 500);
    expect(given(receipt)).toBe(20);
    expect(receipt.explanation.map(({ points }) => points)).toEqual([15, 5]);
    expect(receipt.explanation.map(({ reason }) => reason).join(' ')).toContain(
      '15 instead of 18 because of the limit of the club',
    );
    expect(given(await till.sell(next, 500))).toBe(0);
  });

  it('counts what was given when its amount changes, begins again with its period, and with nothing when it is new', async () => {
    await rule();
    const [id = ''] = await members(1);
    api.clock.set('2026-11-30T22:59:59Z');
    const made = await budget(10, { per: 'month' });
    expect(given(await till.sell(id, 500))).toBe(10);
    expect(given(await till.sell(id, 500))).toBe(0);
    const changed = await client.call(updateBudget, {
      params: { id: made.id },
      body: { points: 14 },
      version: made.version,
    });
    expect(changed).toMatchObject({ points: 14, used: 10, outlook: { renewsOn: '2026-12-01' } });
    expect(given(await till.sell(id, 500))).toBe(4);
    api.clock.set('2026-11-30T23:00:00Z');
    expect(await used(made.id)).toBe(0);
    expect(given(await till.sell(id, 500))).toBe(10);
    await client.call(removeBudget, { params: { id: made.id } });
    expect(given(await till.sell(id, 500))).toBe(10);
    const again = await budget(10, { per: 'month' });
    expect(again.used).toBe(0);
    expect(given(await till.sell(id, 500))).toBe(10);
    expect(given(await till.sell(id, 500))).toBe(0);
  });

  it('gives nothing back when goods come back, and no return gives more than its purchase', async () => {
    await rule(perMoney(10, 100));
    const club = await budget(100);
    const [id = ''] = await members(1);
    const sale = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 600 }] });
    expect(given(sale)).toBe(100);
    const half = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(half.points?.takenBack).toBe(40);
    const rest = await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(rest.points).toMatchObject({ takenBack: 60, balance: { available: 0 } });
    expect(given(await till.sell(id, 600))).toBe(0);
    expect(await used(club.id)).toBe(100);
  });

  it('limits claims at once as it limits sales: exactly what is left, at the place of the purchase', async () => {
    await rule();
    const club = await budget(55);
    const place = await budget(25, { locationId: other.id });
    const claimed = async (at: { code: string }): Promise<number> => {
      const number = `R-${randomUUID()}`;
      const receipt = { location: at.code, number };
      const body = offer(api, at.code, { receipt, lines: [{ amount: 500 }] });
      await send(api, 'post', '/purchases', { key, body }).set('idempotency-key', randomUUID()).expect(201);
      const { cookie } = await makeSignedInMember(api);
      const details = { location: at.code, number, date: '2026-11-22', total: 500 };
      const claim = send(api, 'post', '/purchases/claims', { cookie, body: details });
      return given((await claim.set('idempotency-key', randomUUID()).expect(201)).body);
    };
    const there = await Promise.all(Array.from({ length: 4 }, () => claimed(other)));
    expect(sumOf(there)).toBe(25);
    const here = await Promise.all(Array.from({ length: 4 }, () => claimed(shop)));
    expect(sumOf(here)).toBe(30);
    expect([await used(place.id), await used(club.id)]).toEqual([25, 55]);
  });

  it('is not touched by a preview, and limits batches but no purchases from before it', async () => {
    await rule();
    const club = await budget(25);
    const [id = ''] = await members(1);
    const sold = (at?: string): ReturnType<typeof offer> =>
      offer(api, shop.code, { member: { id }, lines: [{ amount: 500 }], ...(at ? { purchasedAt: at } : {}) });
    const preview = await send(api, 'post', '/purchases?dryRun=true', { key, body: sold() }).expect(200);
    expect(given(preview.body as PurchaseReceipt)).toBe(10);
    expect(await used(club.id)).toBe(0);
    const results = await api.app
      .get(BulkPurchases)
      .recordMany([sold('2026-11-20T12:00:00Z'), sold(), sold(), sold()], { origin: 'live' });
    const earned = results.map((result) => ('recorded' in result ? result.recorded.earned : null));
    expect(earned).toEqual([10, 10, 10, 5]);
    expect(await used(club.id)).toBe(25);
  });
});

describe('members and managers', () => {
  it('members read where and that points are used up', async () => {
    const ruleId = await rule();
    const place = await budget(10, { locationId: other.id, per: 'month' });
    const [id = ''] = await members(1);
    const told = async () =>
      (await client.call(listOpportunities, { params: { id } })).data.find((each) => each.rule.id === ruleId);
    expect(await told()).toMatchObject({ state: 'now', usedUpAt: [] });
    expect(given(await sellAt(other, id, 500))).toBe(10);
    const elsewhere = { code: other.code, name: 'Harbour', renewsOn: '2026-12-01' };
    expect(await told()).toMatchObject({ state: 'now', budgetUsedUp: null, usedUpAt: [elsewhere] });
    expect(given(await till.sell(id, 500))).toBe(10);
    expect(given(await sellAt(other, id, 500))).toBe(0);
    expect(await used(place.id)).toBe(10);
    await budget(10);
    await till.sell(id, 500);
    expect(await told()).toMatchObject({ state: 'used-up', budgetUsedUp: { renewsOn: null } });
  });

  it('managers get a task at 80 % and when nothing is left', async () => {
    await rule();
    const place = await budget(25, { locationId: other.id });
    const [id = ''] = await members(1);
    for (const points of [10, 10, 5]) {
      expect(given(await sellAt(other, id, 500))).toBe(points);
      await api.app.get(WatchBudgetsJob).run();
    }
    const events = () =>
      rowsOf<{ name: string; data: object }>(
        api,
        `select name, data from events where name like 'shared-budget.%' and data->>'budgetId' = $1
         order by (data->>'used')::int`,
        [place.id],
      );
    const data = { budgetId: place.id, locationId: other.id, per: 'total', periodFrom: null, points: 25 };
    // Events get their numbers a moment after the commit.
    await expect.poll(events).toEqual([
      { name: 'shared-budget.nearly-used', data: { ...data, used: 20 } },
      { name: 'shared-budget.used-up', data: { ...data, used: 25 } },
    ]);
    for (const kind of ['shared-budget-nearly-used', 'shared-budget-used-up'] as const)
      await expect
        .poll(async () => (await client.call(listTasks, { query: { kind } })).data)
        .toMatchObject([{ budget: { id: place.id }, location: { id: other.id }, member: null }]);
  });

  it('refuse an award that is larger than a budget, and a budget that is smaller than a live award', async () => {
    await rule(perMoney(1, 100));
    const club = await budget(100);
    const place = await budget(40, { locationId: other.id });
    const name = { en: 'Gift' };
    const post = (body: object) => send(api, 'post', '/earning-rules', { key, body: { name, ...body } });
    const refused = { status: 400, code: 'invalid-request', pointer: '/effect/points' } as const;
    const refuses = (body: object) =>
      expectProblem(post(body), refused.status, refused.code, refused.pointer);
    await refuses({ effect: fixedPoints(101) });
    await refuses({ effect: { kind: 'birthday', points: 101 } });
    await refuses({ effect: fixedPoints(41) });
    await refuses({ effect: fixedPoints(41), locations: [other.id] });
    // A birthday is nowhere, and other locations have no budget. What depends on the money is trimmed.
    await post({ effect: { kind: 'birthday', points: 100 } }).expect(201);
    await post({ effect: perMoney(500, 100) }).expect(201);
    const { body: draft } = await post({ effect: fixedPoints(100), locations: [shop.id] }).expect(201);
    const patched = { key, version: draft.version, body: { effect: fixedPoints(101) } };
    await expectProblem(
      send(api, 'patch', `/earning-rules/${draft.id}`, patched),
      400,
      'invalid-request',
      '/effect/points',
    );
    const { body: smaller } = await send(api, 'patch', `/budgets/${club.id}`, {
      key,
      version: club.version,
      body: { points: 99 },
    }).expect(200);
    const publish = () => send(api, 'post', `/earning-rules/${draft.id}/publish`, { key });
    await expectProblem(publish(), 422, 'rule-not-publishable', '/effect/points');
    const grown = { key, version: smaller.version, body: { points: 100 } };
    const { body: large } = await send(api, 'patch', `/budgets/${club.id}`, grown).expect(200);
    await publish().expect(200);
    live.push(draft.id);
    const shrink = { key, version: large.version, body: { points: 99 } };
    await expectProblem(send(api, 'patch', `/budgets/${club.id}`, shrink), 400, 'invalid-request', '/points');
    const here = { key, body: { locationId: shop.id, per: 'total', points: 99 } };
    await expectProblem(send(api, 'post', '/budgets', here), 400, 'invalid-request', '/points');
    expect(await used(place.id)).toBe(0);
  });

  it('refuses what cannot be, with a pointer', async () => {
    const made = await budget(10);
    const ask = { locationId: null, per: 'month', points: 5 };
    const post = (body: object) => send(api, 'post', '/budgets', { key, body });
    await expectProblem(post(ask), 409, 'already-taken', '/locationId');
    await expectProblem(post({ ...ask, points: 0 }), 400, 'invalid-request', '/points');
    await expectProblem(post({ ...ask, locationId: made.id }), 422, 'unknown-location', '/locationId');
    const stale = { params: { id: made.id }, body: { points: 12 }, version: made.version };
    await client.call(updateBudget, stale);
    await expect(client.call(updateBudget, stale)).rejects.toMatchObject({ code: 'version-changed' });
    const rows = await rowsOf<{ action: string }>(
      api,
      'select action from audit_entries where subject_id = $1 order by at',
      [made.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['budget.created', 'budget.changed']);
  });
});
