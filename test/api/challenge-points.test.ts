import { randomUUID } from 'node:crypto';
import { getMemberPoints, redeemPoints, type Challenge } from '@regulars/contracts';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';

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
  await send(api, 'post', `/returns/${mistake}/reverse`, { key, body: { reason: 'A mistake' } })
    .set('idempotency-key', randomUUID())
    .expect(201);
  await becomes(memberId, 50);
});

it('what was spent becomes debt, and the debt ends if the return was a mistake', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, cups(3));
  await becomes(memberId, 50);
  await client().call(redeemPoints, { params: { id: memberId }, body: { points: 50, reason: 'A cup' } });
  const { id: mistake } = await giveBack(id, 3);
  await becomes(memberId, 0, 50);
  await send(api, 'post', `/returns/${mistake}/reverse`, { key, body: { reason: 'A mistake' } })
    .set('idempotency-key', randomUUID())
    .expect(201);
  await becomes(memberId, 0);
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
