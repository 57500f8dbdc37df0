import { randomUUID } from 'node:crypto';
import { createBudget, listBudgets, type RuleContent } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EarningRulesService } from '../../apps/api/src/features/earning/index.ts';
import { PayReferralsJob } from '../../apps/api/src/features/referrals/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeFriend, makeReferralRule, referralCodeOf } from '../support/makers/referrals.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let shop: { id: string; code: string };
beforeAll(async () => {
  api = await startApp('2026-11-22T12:00:00Z');
  key = await makeKey(api);
  shop = await makeLocation(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const members = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) ids.push((await makeMember(api)).id);
  return ids;
};
const makeType = async (): Promise<string> => {
  const code = `type-${randomUUID().slice(0, 8)}`;
  const fields = [{ name: 'kilometres', kind: 'number' }];
  await send(api, 'post', '/custom-event-types', { key, body: { code, name: { en: 'Run' }, fields } }).expect(
    201,
  );
  return code;
};
const ruleFor = (type: string, more: Partial<RuleContent> = {}, perField: string | null = null) =>
  makeRule(api, { name: 'Runs', effect: { kind: 'custom-event', type, points: 10, perField }, ...more });
const report = async (type: string, member: string, more: object = {}) =>
  (
    await send(api, 'post', '/custom-events', {
      key,
      body: {
        type,
        eventId: randomUUID(),
        member: { id: member },
        occurredAt: new Date(api.clock.now()).toISOString(),
        ...more,
      },
    })
      .set('idempotency-key', randomUUID())
      .expect(201)
  ).body as { id: string; points: { earned: number } };
const usedOf = async (id: string): Promise<number | null> =>
  (await api.app.get(EarningRulesService).byId(id)).budgetUsed;
const sharedUsed = async (id: string): Promise<number | undefined> =>
  (await api.client({ apiKey: key }).call(listBudgets, { query: {} })).data.find((each) => each.id === id)
    ?.used;
const availableOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;
const together = async (ids: readonly string[]): Promise<number> =>
  (await Promise.all(ids.map(availableOf))).reduce((sum, points) => sum + points, 0);

it.each([
  ['small, so that one lock counts', 125],
  ['large, so that events do not wait for each other', 4000],
])('the budget of a rule about events gives exactly what it has: %s', async (_, points) => {
  const type = await makeType();
  const { id } = await ruleFor(type, { budget: { per: 'total', points } });
  const ids = await members(20);
  await Promise.all(ids.map((member) => report(type, member)));
  expect(await together(ids)).toBe(Math.min(points, 200));
  expect(await usedOf(id)).toBe(Math.min(points, 200));
});

it('an event that counts any number takes what is left, and its cancellation gives nothing back', async () => {
  const type = await makeType();
  const { id } = await ruleFor(type, { budget: { per: 'month', points: 55 } }, 'kilometres');
  const [one = '', other = ''] = await members(2);
  const { id: event } = await report(type, one, { payload: { kilometres: 99_999 } });
  expect(await availableOf(one)).toBe(55);
  await send(api, 'post', `/custom-events/${event}/cancel`, { key, body: {} })
    .set('idempotency-key', randomUUID())
    .expect(200);
  await report(type, other, { payload: { kilometres: 1 } });
  expect([await together([one, other]), await usedOf(id)]).toEqual([0, 55]);
  api.clock.set('2026-12-01T12:00:00Z');
  await report(type, other, { payload: { kilometres: 1 } });
  expect(await availableOf(other)).toBe(10);
  api.clock.set('2026-11-22T12:00:00Z');
});

it('events, referrals and sales share the budgets of the club and of a location, and nobody waits for ever', async () => {
  const type = await makeType();
  await ruleFor(type);
  await makeReferralRule(
    api,
    { waitDays: 0, points: 20, friendPoints: 10, minimumSpend: 0 },
    {
      budget: { per: 'total', points: 100_000 },
    },
  );
  const till = new Till(api, key, shop.code);
  const anna = await makeSignedInMember(api);
  const code = await referralCodeOf(api, { cookie: anna.cookie });
  const friends: string[] = [];
  for (let made = 0; made < 4; made += 1) friends.push((await makeFriend(api, code)).id);
  for (const friend of friends) await till.sell(friend, 100);
  const ids = await members(16);
  const client = api.client({ apiKey: key });
  const club = await client.call(createBudget, { body: { locationId: null, per: 'total', points: 150 } });
  const place = await client.call(createBudget, { body: { locationId: shop.id, per: 'total', points: 30 } });
  await Promise.all([
    api.app.get(PayReferralsJob).run(),
    ...ids.map((member, index) => report(type, member, index % 4 === 0 ? { location: shop.code } : {})),
  ]);
  const given = await together([...ids, ...friends, anna.member.id]);
  // Each would get more: events 10, both sides of a referral 30.
  expect(given).toBe(150);
  expect(await sharedUsed(club.id)).toBe(150);
  expect(await sharedUsed(place.id)).toBeLessThanOrEqual(30);
});
