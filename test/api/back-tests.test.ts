import { ApiProblem } from '@regulars/client';
import {
  cancelBackTest,
  getBackTest,
  listBackTests,
  simulateEarningRule,
  updateEarningRule,
  type BackTest,
  type Location,
  type SentBodyOf,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BackTests } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { digest, settledDigest } from '../support/database-digest.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, makeTier, perMoney, Till, timesOn } from '../support/makers/purchases.ts';

type Body = SentBodyOf<typeof simulateEarningRule>;
type Draft = Body['rule'];

const day = 86_400_000;
const mayDiffer = ['back_tests', 'back_test_members'];
let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let baseId: string;
let anna: string;
let ben: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api);
  await makeTier(api);
  baseId = (await makeRule(api)).id;
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  anna = (await makeMember(api, { firstName: 'Anna', lastName: 'Krause' })).id;
  ben = (await makeMember(api, { firstName: 'Ben', lastName: 'Novak' })).id;
  // Anna: 30 + 20 + 10 points; Ben: 5. One sale is older than the days of the tests, one has no member.
  await sell(anna, 40, [{ category: 'coffee', amount: 5000 }]);
  await sell(anna, 9, [
    { category: 'coffee', amount: 2000 },
    { category: 'tea', amount: 1000 },
  ]);
  await sell(null, 8, [{ category: 'coffee', amount: 900 }]);
  await sell(ben, 3, [{ category: 'tea', amount: 500 }]);
  const returned = await sell(anna, 3, [{ category: 'coffee', amount: 2000 }]);
  await till.takeBack(returned.id, [{ line: 0, quantity: 1 }]);
  await sell(anna, 1, [{ category: 'tea', amount: 1000 }]);
});
afterAll(() => api.close());

const sell = (memberId: string | null, daysAgo: number, lines: { category: string; amount: number }[]) =>
  till.sell(memberId, { purchasedAt: new Date(api.clock.now() - daysAgo * day).toISOString(), lines });

const start = async (rule: Draft, days = 30, apiKey = key): Promise<BackTest> => {
  const reply = await api.client({ apiKey }).call(simulateEarningRule, { body: { rule, days } });
  if ('difference' in reply) throw new Error('It is a trial of one receipt');
  return reply;
};
const find = (id: string): Promise<BackTest> =>
  api.client({ apiKey: key }).call(getBackTest, { params: { id } });
const ended = async (id: string): Promise<BackTest> => {
  await vi.waitFor(async () => expect((await find(id)).state).not.toMatch(/waiting|running/), {
    timeout: 20_000,
    interval: 100,
  });
  return find(id);
};
const resultOf = async (rule: Draft, days?: number): Promise<NonNullable<BackTest['result']>> => {
  const { state, result } = await ended((await start(rule, days)).id);
  expect(state).toBe('done');
  if (!result) throw new Error('It has no result');
  return result;
};

it('a back-test compares a draft with the live rules on past sales, and moves nothing', async () => {
  const before = await settledDigest(api, mayDiffer);
  const begun = await start({ name: { en: 'Coffee' }, effect: timesOn('coffee', 2) });
  expect(begun).toMatchObject({ state: 'waiting', against: null, days: 30, result: null });
  const done = await ended(begun.id);
  expect(done).toMatchObject({
    state: 'done',
    rule: { id: null, name: 'Coffee' },
    progress: { done: 5, total: 5 },
    result: {
      purchases: 4,
      anonymous: 1,
      members: 2,
      booked: 65,
      currency: 'EUR',
      live: { points: 65, cost: 65, ownPoints: 0, ownMembers: 0 },
      draft: { points: 105, cost: 105, ownPoints: 40, ownMembers: 1 },
      costPerMonth: 40,
      winners: {
        members: 1,
        points: 40,
        top: [{ member: { id: anna, displayName: 'Anna K.' }, live: 60, draft: 100 }],
      },
      losers: { members: 0, points: 0, top: [] },
      assumes: 'unchanged-behaviour',
    },
  });
  expect(done.result?.distribution).toHaveLength(8);
  expect(done.result?.distribution.at(-1)).toEqual({ from: 36, to: 40, live: 0, draft: 1 });
  const again = await ended((await start({ name: { en: 'Coffee' }, effect: timesOn('coffee', 2) })).id);
  expect(again.result).toEqual(done.result);
  expect(await digest(api, mayDiffer)).toEqual(before);
});

it('each day has its points, and weeks have them if there are many days', async () => {
  const rule = { name: { en: 'Five' }, effect: fixedPoints(5) };
  const daily = await resultOf(rule, 10);
  expect(daily.series).toHaveLength(11);
  expect(daily.series.filter(({ live }) => live > 0).map(({ live, draft }) => [live, draft])).toEqual([
    [30, 35],
    [25, 35],
    [10, 15],
  ]);
  const weekly = await resultOf(rule, 60);
  expect(weekly.series.length).toBeLessThan(11);
  expect(weekly.series.reduce((sum, { live }) => sum + live, 0)).toBe(115);
});

describe('the draft sees a sale as it was', () => {
  it('counts the purchases before it, and those that were not yet given back', async () => {
    const when = (value: number): Draft['when'] => ({ fact: 'member.purchases', op: 'is', value });
    // Anna's first sale is older than 30 days. The third one came back before the fourth.
    const second = await resultOf({ name: { en: 'Second' }, effect: fixedPoints(7), when: when(1) });
    expect(second.conditions).toEqual([{ pointer: '', purchases: 1 }]);
    expect(second.winners.top.map(({ live, draft }) => draft - live)).toEqual([7]);
    const twoBefore = await resultOf({ name: { en: 'Third' }, effect: fixedPoints(7), when: when(2) });
    expect(twoBefore.draft.ownPoints).toBe(14);
    const none = await resultOf({ name: { en: 'First' }, effect: fixedPoints(7), when: when(0) });
    expect(none.winners.top).toMatchObject([{ member: { id: ben }, live: 5, draft: 12 }]);
  });

  it('looks back over days, also to before the period', async () => {
    const bought: Draft['when'] = {
      purchases: 'count',
      days: 60,
      op: 'at-least',
      value: 1,
      where: { lines: 'any', where: { fact: 'line.category', op: 'is', value: 'coffee' } },
    };
    const result = await resultOf({ name: { en: 'Back' }, effect: fixedPoints(1), when: bought }, 10);
    expect(result.draft.ownPoints).toBe(3);
  });

  it('keeps limits from sale to sale, and names the members with less', async () => {
    const rule = {
      name: { en: 'Few' },
      effect: fixedPoints(7),
      caps: [{ per: 'member' as const, points: 10 }],
    };
    const { draft } = await resultOf(rule);
    expect(draft).toMatchObject({ ownPoints: 17, limitedMembers: 1 });
  });
});

it('a draft of a live rule is compared with its live version', async () => {
  const client = api.client({ apiKey: key });
  const changed = await client.call(updateEarningRule, {
    params: { id: baseId },
    version: 1,
    body: { effect: perMoney(1, 200) },
  });
  expect(changed.version).toBe(2);
  const { id } = await start({ id: baseId, name: { en: 'Half' }, effect: perMoney(1, 200) });
  const done = await ended(id);
  expect(done).toMatchObject({
    against: 1,
    result: {
      live: { points: 65, ownPoints: 65 },
      draft: { points: 32, ownPoints: 32 },
      losers: { members: 2, points: -33, top: [{ member: { id: anna } }, { member: { id: ben } }] },
    },
  });
  const { data } = await client.call(listBackTests, { query: { rule: baseId } });
  expect(data.map((each) => each.id)).toEqual([id]);
});

it('refuses what it cannot try, and leaves nothing', async () => {
  const rule = { name: { en: 'Late' }, effect: perMoney(1, 100) };
  const local = await makeKey(api, ['club:read', 'purchases:read'], [vienna.id]);
  const before = await settledDigest(api);
  const problem = async (body: object, apiKey = key) =>
    api
      .client({ apiKey })
      .call(simulateEarningRule, { body: body as Body })
      .then(
        () => null,
        (error: unknown) => (error instanceof ApiProblem ? error.problem : error),
      );
  const contradictory = { ...rule, validFrom: '2027-01-02T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' };
  expect(await problem({ rule: contradictory, days: 30 })).toMatchObject({
    code: 'invalid-request',
    errors: [{ pointer: '/rule/validUntil' }],
  });
  const event = { kind: 'custom-event', type: 'run', points: 10, perField: null };
  expect(await problem({ rule: { ...rule, effect: event }, days: 30 })).toMatchObject({
    code: 'rule-not-about-purchases',
    errors: [{ pointer: '/rule/effect/kind' }],
  });
  expect(await problem({ rule: { ...rule, id: anna }, days: 30 })).toMatchObject({ code: 'not-found' });
  for (const days of [0, 732, 1.5])
    expect(await problem({ rule, days })).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/days' }],
    });
  expect(await problem({ rule, days: 30, purchaseId: anna })).toMatchObject({ code: 'invalid-request' });
  expect(await problem({ rule, days: 30 }, local)).toMatchObject({
    code: 'not-allowed',
    errors: [{ pointer: '/days' }],
  });
  expect(await digest(api)).toEqual(before);
});

it('a cancelled one gives no result, and one that is done stays done', async () => {
  const backTests = api.app.get(BackTests);
  const draft = {
    name: { de: 'Aus' },
    effect: fixedPoints(1),
    when: null,
    validFrom: null,
    validUntil: null,
    expiresAfter: null,
    stacking: null,
    budget: null,
    locations: [],
    caps: [],
    countsTowardsStatus: true,
  };
  const { id } = await api.app.get(Transactions).run(async () => {
    const row = await backTests.start(system, { id: null, content: draft }, 30);
    return backTests.cancel(row.id);
  });
  const later = await ended((await start({ name: { en: 'Later' }, effect: fixedPoints(1) })).id);
  expect(await find(id)).toMatchObject({ state: 'cancelled', result: null, progress: { done: 0 } });
  const client = api.client({ apiKey: key });
  expect(await client.call(cancelBackTest, { params: { id: later.id } })).toEqual(later);
});
