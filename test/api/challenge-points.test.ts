import { randomUUID } from 'node:crypto';
import type { Condition } from '@regulars/conditions';
import {
  getMemberPoints,
  listMemberBadges,
  redeemPoints,
  type Challenge,
  type Opportunity,
  type OwnBadge,
  type OwnChallenge,
} from '@regulars/contracts';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, offer, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let till: Till;
let card: Challenge;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  till = new Till(api, key, (await makeLocation(api)).code);
  card = await makeStampCard(api, { reward: { kind: 'points', points: 50 } });
});
// Whatever happened, the books balance.
afterEach(async () => expect(await unbalancedWallets(api.databaseUrl)).toEqual([]));
afterAll(() => api.close());

const newMember = async (): Promise<string> => (await makeMember(api)).id;
const client = () => api.client({ apiKey: key });
const balanceOf = async (id: string): Promise<{ available: number; debt: number }> => {
  const balance = await client().call(getMemberPoints, { params: { id } });
  return { available: balance.available, debt: balance.debt };
};
/** Points of cards follow the sale within a moment. */
const becomes = (id: string, available: number, debt = 0) =>
  expect.poll(() => balanceOf(id), { timeout: 15_000, interval: 50 }).toEqual({ available, debt });
const reverse = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'A mistake' } })
    .set('idempotency-key', randomUUID())
    .expect(201);
const giveBack = (purchaseId: string, quantity: number) => till.takeBack(purchaseId, [{ line: 0, quantity }]);

it('a full card gives its points once, and says why', async () => {
  const { member, cookie } = await makeSignedInMember(api);
  await Promise.all(Array.from({ length: 10 }, () => till.sell(member.id, cups(2))));
  await becomes(member.id, 300);
  const { body } = await send(api, 'get', '/me/activity', { cookie }).expect(200);
  const given = (body.data as { kind: string; points: number; explanation: object[] }[]).filter(
    ({ points }) => points > 0,
  );
  expect(given).toHaveLength(6);
  expect(given[0]).toMatchObject({
    kind: 'earn',
    points: 50,
    explanation: [{ title: 'Challenge', reason: `Geschafft: ${card.name.de ?? ''}` }],
  });
});

it('a return takes them back, and they come again if it was a mistake', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, cups(4));
  await becomes(memberId, 50);
  await giveBack(id, 1);
  const { id: mistake } = await giveBack(id, 1);
  await becomes(memberId, 0);
  await reverse(mistake);
  await becomes(memberId, 50);
});

it('what was spent becomes debt, and the debt ends if the return was a mistake', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, cups(3));
  await becomes(memberId, 50);
  await client().call(redeemPoints, { params: { id: memberId }, body: { points: 50, reason: 'A cup' } });
  const { id: mistake } = await giveBack(id, 3);
  await becomes(memberId, 0, 50);
  await reverse(mistake);
  await becomes(memberId, 0);
});

it('debt that a purchase repaid comes back to the points of the purchase', async () => {
  const memberId = await newMember();
  const shop = await makeLocation(api);
  const dearer = new Till(api, key, shop.code);
  const expiresAfter = { unit: 'days', count: 40 } as const;
  await makeRule(api, { locations: [shop.id], effect: fixedPoints(50), expiresAfter });
  const { id } = await till.sell(memberId, cups(3));
  await becomes(memberId, 50);
  await client().call(redeemPoints, { params: { id: memberId }, body: { points: 50, reason: 'A cup' } });
  const { id: mistake } = await giveBack(id, 3);
  await becomes(memberId, 0, 50);
  await dearer.sell(memberId, 1000);
  await becomes(memberId, 0);
  await reverse(mistake);
  await becomes(memberId, 50);
  const { expiring } = await client().call(getMemberPoints, { params: { id: memberId } });
  expect(expiring).toMatchObject([{ points: 50 }]);
  expect(Date.parse(expiring[0]?.expiresAt ?? '') - api.clock.now()).toBeLessThan(45 * 86_400_000);
});

const close = (memberId: string) =>
  send(api, 'post', `/members/${memberId}/close`, { key, body: { reason: 'moved' } }).expect(200);

it('a return takes them back from former members too', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, cups(3));
  await becomes(memberId, 50);
  await close(memberId);
  await giveBack(id, 1);
  await becomes(memberId, 0);
});

it('a card that was filled before the end of the membership gives its points', async () => {
  const memberId = await newMember();
  const database = new pg.Client({ connectionString: api.databaseUrl });
  await database.connect();
  try {
    // The points follow the sale so fast that they must be held up.
    await database.query('begin');
    await database.query("select from event_consumers where name = 'challenge-points' for update");
    await till.sell(memberId, cups(3));
    await close(memberId);
    expect(await balanceOf(memberId)).toEqual({ available: 0, debt: 0 });
  } finally {
    await database.end();
  }
  await becomes(memberId, 50);
});

it('points from an imported purchase have the origin of the import', async () => {
  const memberId = await newMember();
  const { code } = await makeLocation(api);
  const [imported] = await api.app
    .get(BulkPurchases)
    .recordMany([offer(api, code, { ...cups(3), member: { id: memberId } })], { origin: 'import' });
  expect(imported).toHaveProperty('recorded');
  await becomes(memberId, 50);
  expect(
    await rowsOf(api, 'select distinct origin from events where member_id = $1 and name like $2', [
      memberId,
      'points.%',
    ]),
  ).toEqual([{ origin: 'import' }]);
});

it('a card that was withdrawn before its points came gives none', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, cups(3));
  await giveBack(id, 3);
  await till.sell(memberId, cups(3));
  await becomes(memberId, 50);
});

it.each([0, 1_000_001, 1.5])('refuses %s points', async (points) => {
  const { id, version } = card;
  const body = { reward: { kind: 'points', points } };
  const refused = await send(api, 'patch', `/challenges/${id}`, { key, version, body }).expect(400);
  expect(refused.body.errors[0].pointer).toBe('/reward/points');
});

describe('badges', () => {
  const name = { de: 'Stammgast', en: 'Regular guest' };
  const badge = { kind: 'badge', key: 'regular-guest', name, text: null, picture: 'star' } as const;
  let guests: Challenge;
  beforeAll(async () => {
    guests = await makeStampCard(api, {
      reward: badge,
      terms: { where: { fact: 'line.category', op: 'is', value: 'tea' } },
    });
  });

  /** What no other challenge counts. */
  const pots = (quantity: number) => ({
    lines: [{ name: 'Assam', category: 'tea', quantity, unitPrice: 420 }],
  });

  const badgesOf = (id: string): Promise<OwnBadge[]> =>
    client()
      .call(listMemberBadges, { params: { id } })
      .then(({ data }) => data);

  it('a full card gives the badge, and the member sees it with its day', async () => {
    const { member, cookie } = await makeSignedInMember(api);
    await till.sell(member.id, pots(2));
    expect(await badgesOf(member.id)).toEqual([]);
    await till.sell(member.id, pots(1));
    await till.sell(member.id, pots(3));
    const { body } = await send(api, 'get', '/me/badges', { cookie }).expect(200);
    expect(body.data).toEqual([
      { key: 'regular-guest', name, text: null, picture: 'star', givenAt: expect.any(String), times: 2 },
    ]);
    expect(await badgesOf(member.id)).toEqual(body.data);
    const { body: shown } = await send(api, 'get', '/me/challenges', { cookie }).expect(200);
    expect((shown.data as OwnChallenge[]).find(({ id }) => id === guests.id)).toMatchObject({
      reward: { kind: 'badge', name, picture: 'star' },
      vouchers: [],
    });
  });

  it('a return takes the badge back as it takes the stamp back, and a mistaken return gives it again', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, pots(3));
    const [given] = await badgesOf(memberId);
    const { id: mistake } = await giveBack(id, 1);
    expect(await badgesOf(memberId)).toEqual([]);
    await reverse(mistake);
    expect(await badgesOf(memberId)).toEqual([given]);
  });

  it('conditions ask for it: the next purchase earns more, until a return takes the badge back', async () => {
    const shop = await makeLocation(api);
    const bar = new Till(api, key, shop.code);
    const when: Condition = { fact: 'member.badges', op: 'contains', value: 'regular-guest' };
    await makeRule(api, { locations: [shop.id], effect: fixedPoints(7), when });
    const memberId = await newMember();
    const { id } = await till.sell(memberId, pots(3));
    await bar.sell(memberId, 500);
    await becomes(memberId, 7);
    await giveBack(id, 1);
    await bar.sell(memberId, 500);
    await becomes(memberId, 7);
  });

  it('the opportunity names the badge that is missing', async () => {
    const shop = await makeLocation(api);
    const when: Condition = { fact: 'member.badges', op: 'contains', value: 'regular-guest' };
    const rule = await makeRule(api, { locations: [shop.id], effect: fixedPoints(7), when });
    const { cookie } = await makeSignedInMember(api);
    const { body } = await send(api, 'get', '/me/opportunities', { cookie }).expect(200);
    const told = (body.data as Opportunity[]).find((each) => each.rule.id === rule.id);
    expect(told).toMatchObject({ state: 'missing', names: { 'regular-guest': expect.any(String) } });
  });

  it.each(['', 'Two words', 'a--b', 'x'.repeat(41)])('refuses the key %j', async (wrong) => {
    const { id, version } = guests;
    const body = { reward: { ...badge, key: wrong } };
    const refused = await send(api, 'patch', `/challenges/${id}`, { key, version, body }).expect(400);
    expect(refused.body.errors[0].pointer).toBe('/reward/key');
  });
});
