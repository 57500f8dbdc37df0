import { randomUUID } from 'node:crypto';
import type { OfferedReward, Reward } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const czech = { fact: 'member.language', op: 'is', value: 'cs' } as const;
const makeSaver = async (language: 'cs' | 'en'): Promise<SignedInMember> => {
  const saver = await makeSignedInMember(api, { language });
  await makeAwards(api, saver.member.id, [{ points: 300, expiresAt: null }]);
  return saver;
};
const redeem = (id: string, as: Sender, body: object = {}) =>
  send(api, 'post', `/rewards/${id}/redemptions`, { ...as, body }).set('idempotency-key', randomUUID());
const sees = async (as: Sender, id: string): Promise<boolean> => {
  const { body } = await send(api, 'get', '/me/rewards', as).expect(200);
  return (body.data as OfferedReward[]).some((each) => each.id === id);
};
const availableOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;
const change = ({ id, version }: Pick<Reward, 'id' | 'version'>, body: object) =>
  send(api, 'patch', `/rewards/${id}`, { key, version, body });

it('a reward for some members is seen and redeemed by them, and by nobody else', async () => {
  const reward = await makeReward(api, { audience: czech, stock: 5, perMember: 2 });
  const [jana, anna] = [await makeSaver('cs'), await makeSaver('en')];
  expect([await sees(jana, reward.id), await sees(anna, reward.id)]).toEqual([true, false]);
  await expectProblem(redeem(reward.id, anna), 422, 'reward-not-for-member');
  await expectProblem(redeem(reward.id, { key }, { memberId: anna.member.id }), 422, 'reward-not-for-member');
  expect(await availableOf(anna.member.id)).toBe(300);
  const { body: redeemed } = await redeem(reward.id, jana).expect(201);
  await redeem(reward.id, { key }, { memberId: jana.member.id }).expect(201);
  expect(await availableOf(jana.member.id)).toBe(100);

  // The reward is for others by now: the voucher stays.
  const kept = await send(api, 'get', `/rewards/${reward.id}`, { key }).expect(200);
  expect(kept.body).toMatchObject({ audience: czech, stock: 3 });
  await change(reward, { audience: { ...czech, value: 'de' } }).expect(200);
  expect(await sees(jana, reward.id)).toBe(false);
  await send(api, 'post', `/vouchers/${redeemed.voucher.code}/use`, { key, body: {} })
    .set('idempotency-key', randomUUID())
    .expect(201);
});

it('is for everyone again without a condition', async () => {
  const reward = await makeReward(api, { audience: czech });
  const anna = await makeSaver('en');
  const { body } = await change(reward, { audience: null }).expect(200);
  expect(body.audience).toBeNull();
  expect(await sees(anna, reward.id)).toBe(true);
  await redeem(reward.id, anna).expect(201);
});

it.each([
  [
    'an unknown fact',
    { fact: 'member.shoe', op: 'is', value: 'x' },
    400,
    'invalid-request',
    '/audience/fact',
  ],
  [
    'a fact of a sale',
    { fact: 'purchase.weekday', op: 'is', value: 1 },
    400,
    'invalid-request',
    '/audience/fact',
  ],
  ['a text', 'everyone', 400, 'invalid-request', '/audience'],
])('refuses %s as the audience, and nothing changes', async (_, audience, status, code, pointer) => {
  const reward = await makeReward(api, { audience: czech });
  await expectProblem(change(reward, { audience }), status, code, pointer);
  const body = { name: { en: 'X' }, points: 100, audience };
  await expectProblem(send(api, 'post', '/rewards', { key, body }), status, code, pointer);
  const { body: same } = await send(api, 'get', `/rewards/${reward.id}`, { key }).expect(200);
  expect(same).toMatchObject({ version: reward.version, audience: czech });
});

it('keeps the product sets that its condition names', async () => {
  const body = { name: { en: 'Beans' } };
  const { body: set } = await send(api, 'post', '/product-sets', { key, body }).expect(201);
  const buyers = (id: string) => ({
    purchases: 'count',
    days: 30,
    where: { lines: 'any', where: { fact: 'line.product-sets', op: 'contains', value: id } },
    op: 'at-least',
    value: 1,
  });
  const reward = await makeReward(api);
  const lost = change(reward, { audience: buyers(randomUUID()) });
  await expectProblem(lost, 422, 'unknown-product-set', '/audience/where/where/value');
  await change(reward, { audience: buyers(set.id) }).expect(200);
  const remove = () => send(api, 'delete', `/product-sets/${set.id}`, { key });
  await expectProblem(remove(), 409, 'product-set-in-use');
  const { body: shown } = await send(api, 'get', `/product-sets/${set.id}`, { key }).expect(200);
  expect(shown.usedBy).toMatchObject([{ type: 'reward', id: reward.id }]);
});
