import { randomUUID } from 'node:crypto';
import { activateOffer, listOwnCoupons, redeemReward, type Checkout } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeUniqueCoupon } from '../support/makers/coupons.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
  counter = new CheckoutTill(api, key, (await makeLocation(api)).code);
});
beforeEach(() => api.clock.reset());
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

/** A member with a code of their own, an activated offer and an unused voucher, who uses all of them in a cart. */
const makeOwner = async () => {
  const saver = await makeSaver(api, 500);
  const client = api.client(saver);
  const coupon = await makeUniqueCoupon(api);
  await send(api, 'post', `/members/${saver.member.id}/coupon-codes`, { key, body: { couponId: coupon.id } })
    .set('idempotency-key', randomUUID())
    .expect(201);
  const own = await client.call(listOwnCoupons, {});
  const code = own.data.find(({ id }) => id === coupon.id)?.code ?? '';
  const offer = await makeOffer(api);
  await client.call(activateOffer, { params: { id: offer.id } });
  const effect = { kind: 'amount' as const, amounts: [{ amount: 500, currency: 'EUR' }] };
  const reward = await makeReward(api, { kind: 'discount', effect, points: 100 });
  const { voucher } = await client.call(redeemReward, { params: { id: reward.id }, body: {} });
  const memberId = saver.member.id;
  const mug = await makeReward(api, { points: 50, stock: 1 });
  const codes = [code, voucher.code];
  const cart = counter.cart(codes, { member: { id: memberId }, rewards: [{ id: mug.id }] });
  return { memberId, codes, cart, mug, offer };
};
const close = (memberId: string) =>
  send(api, 'post', `/members/${memberId}/close`, { key, body: { reason: 'moved' } }).expect(200);
const erase = async (memberId: string): Promise<void> => {
  await close(memberId);
  api.clock.advance({ days: 30 });
  await api.app.get(EraseMembersJob).eraseDue();
  expect((await send(api, 'get', `/members/${memberId}/erasure`, { key })).body.state).toBe('erased');
};
const quote = async (cart: object): Promise<Checkout> => (await counter.quote(cart).expect(201)).body;
const problems = ({ notApplied }: Checkout) => notApplied.map(({ problem }) => problem);

const stockOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/rewards/${id}`, { key }).expect(200)).body.stock;
const balanceOf = async (id: string) =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body;

it('a closed member uses nothing in a cart, and hears it before anyone pays', async () => {
  const owner = await makeOwner();
  const told = await quote(owner.cart);
  expect([told.applied.length, told.offers.length, told.rewards[0]?.applied]).toEqual([2, 1, true]);
  const plain = await quote(counter.cart(owner.codes.slice(0, 1), { member: { id: owner.memberId } }));
  await close(owner.memberId);
  await expectProblem(counter.quote(owner.cart), 422, 'member-not-active', '/member/id');
  for (const { id } of [told, plain]) await expectProblem(counter.reserve(id), 422, 'member-not-active');
  await expectProblem(counter.complete(told.id), 422, 'member-not-active');
  expect(await stockOf(owner.mug.id)).toBe(1);
});

it('what is held for a member who closes in the meantime is neither sold nor held for longer, and can be given back', async () => {
  const owner = await makeOwner();
  const held = await quote(owner.cart);
  await counter.reserve(held.id).expect(200);
  await close(owner.memberId);
  await expectProblem(counter.complete(held.id), 422, 'member-not-active');
  await expectProblem(counter.reserve(held.id), 422, 'member-not-active');
  expect(await balanceOf(owner.memberId)).toMatchObject({ available: 350, held: 50 });
  await counter.cancel(held.id).expect(200);
  expect(await balanceOf(owner.memberId)).toMatchObject({ available: 400, held: 0 });
  await send(api, 'post', `/members/${owner.memberId}/reopen`, { key }).expect(200);
  const again = await quote(owner.cart);
  expect([again.applied.length, again.offers.length, problems(again)]).toEqual([2, 1, []]);
  await counter.complete(again.id).expect(201);
});

it('the codes and vouchers of an erased member count for nobody', async () => {
  const owner = await makeOwner();
  const held = await quote(owner.cart);
  await counter.reserve(held.id).expect(200);
  await erase(owner.memberId);
  await expectProblem(counter.quote(owner.cart), 422, 'member-not-active', '/member/id');
  await expectProblem(counter.complete(held.id), 409, 'checkout-expired');
  expect(problems(await quote(counter.cart(owner.codes)))).toEqual([
    'coupon-needs-member',
    'coupon-needs-member',
  ]);
  const { id } = await makeMember(api);
  const others = await quote(counter.cart(owner.codes, { member: { id } }));
  expect(problems(others)).toEqual(['coupon-not-for-member', 'voucher-not-for-member']);
  expect(others.offers).toEqual([]);
  expect(await stockOf(owner.mug.id)).toBe(1);
});
