import { randomUUID } from 'node:crypto';
import type { Task, TaskKind } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { PayReferralsJob } from '../../apps/api/src/features/referrals/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { Till } from '../support/makers/purchases.ts';
import { makeFriend, makeReferralRule, referralCodeOf } from '../support/makers/referrals.ts';
import { send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let till: Till;
beforeAll(async () => {
  api = await startApp('2027-03-02T12:00:00Z', { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  till = new Till(api, key, (await makeLocation(api)).code);
  await makeReferralRule(api);
});
beforeEach(() => api.clock.set('2027-03-02T12:00:00Z'));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const patience = { timeout: 15_000, interval: 50 };
const referralOf = async ({ id }: { id: string }): Promise<{ id: string; state: string }> =>
  (await send(api, 'get', `/referrals?member=${id}`, { key }).expect(200)).body.data[0];
/** The state of the only task of a kind about a referral. */
const taskOf = async (kind: TaskKind, referralId: string): Promise<string | undefined> => {
  const { body } = await send(api, 'get', `/tasks?kind=${kind}&limit=200`, { key }).expect(200);
  const found = (body.data as Task[]).filter(({ referral }) => referral?.id === referralId);
  expect(found.length).toBeLessThan(2);
  return found[0]?.state;
};
const pointsOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;

it('a return that ended a referral and was a mistake is a task for managers: the points stay away', async () => {
  const anna = await makeSignedInMember(api);
  const friend = await makeFriend(api, await referralCodeOf(api, anna));
  const bought = await till.sell(friend.id, { lines: [{ amount: 3000, quantity: 2 }] });
  api.clock.set('2027-03-20T12:00:00Z');
  await api.app.get(PayReferralsJob).run();
  expect(await pointsOf(anna.member.id)).toBe(200);
  const { id: returnId } = await till.takeBack(bought.id, [{ line: 0, quantity: 2 }]);
  const { id } = await referralOf(friend);
  await expect.poll(async () => (await referralOf(friend)).state, patience).toBe('returned');
  expect(await taskOf('referral-return-undone', id)).toBeUndefined();
  await send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'a mistake' } })
    .set('idempotency-key', randomUUID())
    .expect(201);
  await expect.poll(() => taskOf('referral-return-undone', id), patience).toBe('open');
  expect([await pointsOf(anna.member.id), (await referralOf(friend)).state]).toEqual([0, 'returned']);
});

it('a friend who is erased needs no decision any more: the task is done', async () => {
  const birthday = '1977-07-07';
  const person = { firstName: 'Anna', lastName: 'Krause', birthday };
  const anna = await makeSignedInMember(api, person);
  const friend = await makeFriend(api, await referralCodeOf(api, anna), person);
  const { id, state } = await referralOf(friend);
  expect(state).toBe('review');
  await expect.poll(() => taskOf('referral-review', id), patience).toBe('open');
  const reason = { reason: 'Asked at the till' };
  await send(api, 'post', `/members/${friend.id}/close`, { key, body: reason }).expect(200);
  api.clock.set('2027-06-01T12:00:00Z');
  await api.app.get(EraseMembersJob).eraseDue();
  await expect.poll(() => taskOf('referral-review', id), patience).toBe('done');
});

it('a friend who leaves while the points wait brings nobody any, also if a manager approved it', async () => {
  const person = { firstName: 'Berta', lastName: 'Krause', birthday: '1978-08-08' };
  const anna = await makeSignedInMember(api, person);
  const code = await referralCodeOf(api, anna);
  const friends = [await makeFriend(api, code), await makeFriend(api, code, person)];
  const own = async () => (await send(api, 'get', '/me/referral', { cookie: anna.cookie }).expect(200)).body;
  for (const { id } of friends) {
    await till.sell(id, 3000);
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'Asked at the till' } }).expect(
      200,
    );
  }
  expect((await own()).counts).toEqual({ joined: 2, waiting: 2, paid: 0, points: 0 });
  const [, reviewed] = await Promise.all(friends.map(referralOf));
  await send(api, 'post', `/referrals/${reviewed?.id ?? ''}/approve`, { key, body: {} }).expect(200);
  api.clock.set('2027-03-20T12:00:00Z');
  await api.app.get(PayReferralsJob).run();
  expect(await Promise.all(friends.map(async (friend) => (await referralOf(friend)).state))).toEqual([
    'lapsed',
    'lapsed',
  ]);
  expect(await own()).toMatchObject({
    counts: { joined: 2, waiting: 0, paid: 0, points: 0 },
    friends: [{ progress: 'ended' }, { progress: 'ended' }],
  });
  expect(await pointsOf(anna.member.id)).toBe(0);
});

it('a friend who is erased while the points wait brings nobody any', async () => {
  const anna = await makeSignedInMember(api);
  const friend = await makeFriend(api, await referralCodeOf(api, anna));
  await till.sell(friend.id, 3000);
  await api.app.get(PayReferralsJob).run();
  await send(api, 'post', `/members/${friend.id}/close`, { key, body: { reason: 'Asked' } }).expect(200);
  api.clock.set('2027-06-01T12:00:00Z');
  await api.app.get(EraseMembersJob).eraseDue();
  await api.app.get(PayReferralsJob).run();
  expect(await referralOf(anna.member)).toMatchObject({ state: 'lapsed', friend: null });
  expect(await pointsOf(anna.member.id)).toBe(0);
});
