import { randomUUID } from 'node:crypto';
import {
  cancelRedemption,
  listOwnVouchers,
  redeemReward,
  useVoucher,
  type Checkout,
} from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpiredVouchers } from '../../apps/api/src/features/rewards/expired-vouchers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCoupon } from '../support/makers/coupons.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const start = '2026-11-22T10:00:00+01:00';
const fiveOff = { kind: 'amount' as const, amounts: [{ amount: 500, currency: 'EUR' }] };
let api: TestApp;
let key: string;
let location: string;
let counter: CheckoutTill;
beforeAll(async () => {
  api = await startApp(start);
  key = await makeKey(api);
  await makeRule(api);
  location = (await makeLocation(api, { name: 'Vienna 1' })).code;
  counter = new CheckoutTill(api, key, location);
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

/** A member with a voucher of 5 euros off, unless told otherwise. */
const withVoucher = async (reward: Parameters<typeof makeReward>[1] = {}) => {
  const { id: rewardId } = await makeReward(api, {
    kind: 'discount',
    name: { en: '5 euros off' },
    effect: fiveOff,
    ...reward,
  });
  const saver = await makeSaver(api, 100);
  const client = api.client(saver);
  const { id: redemptionId, voucher } = await client.call(redeemReward, {
    params: { id: rewardId },
    body: {},
  });
  const member = { member: { id: saver.member.id } };
  return { rewardId, client, member, redemptionId, voucher, memberId: saver.member.id };
};
type Owned = Awaited<ReturnType<typeof withVoucher>>;
const stateOf = async ({ client }: Owned) => (await client.call(listOwnVouchers, {})).data[0];
const quote = async (code: string, more: object): Promise<Checkout> =>
  (await counter.quote(counter.cart([code], more)).expect(201)).body;
const problemsOf = async (code: string, more: object): Promise<string[]> =>
  (await quote(code, more)).notApplied.map(({ kind, problem }) => `${kind}: ${problem}`);
const till = () => api.client({ apiKey: key });
const reverse = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'The wrong receipt' } }).set(
    'idempotency-key',
    randomUUID(),
  );

describe('a discount voucher in a cart', () => {
  it('lowers the price after coupons, is used with the purchase, and stands on the receipt', async () => {
    const owned = await withVoucher();
    expect(owned.voucher).toMatchObject({ effect: fiveOff });
    const coupon = await makeCoupon(api);
    const { body: told } = await counter
      .quote(counter.cart([owned.voucher.code, coupon.code], owned.member))
      .expect(201);
    const { applied } = told as Checkout;
    expect(applied.map((each) => [each.kind, each.discount])).toEqual([
      ['coupon', 338],
      ['voucher', 500],
    ]);
    expect(told.applied[1]).toMatchObject({ place: 0, name: '5 euros off', id: owned.voucher.id });
    expect(told.applied[1].code).toMatch(/^…[0-9A-Z]{4}$/u);
    const kept = await rowsOf<{ cart: unknown }>(api, 'select cart from checkouts where id = $1', [told.id]);
    expect(JSON.stringify(kept)).not.toContain(owned.voucher.code.replaceAll('-', ''));
    expect(told.total).toMatchObject({ gross: 3380 - 838, discount: 838 });
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(sold.total.gross).toBe(3380 - 838);
    expect(await stateOf(owned)).toMatchObject({ state: 'used', usedAtLocation: 'Vienna 1' });
    const { body: receipt } = await send(api, 'get', `/purchases/${sold.id}`, { key }).expect(200);
    expect(receipt.discounts).toContainEqual({
      kind: 'voucher',
      id: owned.voucher.id,
      name: '5 euros off',
      discount: 500,
      points: 0,
      trimmed: null,
      note: null,
      givenBack: false,
    });
    expect(await problemsOf(owned.voucher.code, owned.member)).toEqual(['voucher: voucher-used']);
    await expectProblem(
      counter.sell(counter.cart([owned.voucher.code], owned.member)),
      409,
      'voucher-used',
      '/codes/0',
    );
  });

  it('says why it does nothing, and is not used up then', async () => {
    const owned = await withVoucher({ effect: { kind: 'percent', percent: 10 } });
    const { code, id } = owned.voucher;
    const other = await withVoucher();
    expect(await problemsOf(code, {})).toEqual(['voucher: coupon-needs-member']);
    expect(await problemsOf(code, other.member)).toEqual(['voucher: voucher-not-for-member']);
    const [first, twice] = [code, id];
    const both = await counter.quote(counter.cart([first, twice], owned.member)).expect(201);
    expect(both.body.notApplied).toMatchObject([{ problem: 'coupon-twice', place: 1 }]);
    expect(both.body.total.gross).toBe(3042);
    const plain = await withVoucher({ effect: null });
    expect(await problemsOf(plain.voucher.code, plain.member)).toEqual(['voucher: voucher-without-effect']);
    const given = await withVoucher();
    await given.client.call(cancelRedemption, { params: { id: given.redemptionId } });
    expect(await problemsOf(given.voucher.code, given.member)).toEqual(['voucher: voucher-cancelled']);
    const foreign = { ...counter.cart([other.voucher.code], other.member), currency: 'CZK' };
    await counter.quote(foreign).expect(422);
    expect(await problemsOf('0000-0000-0000-0', owned.member)).toEqual(['coupon: coupon-unknown']);
    api.clock.advance({ days: 100 });
    expect(await problemsOf(code, owned.member)).toEqual(['voucher: voucher-expired']);
    await send(api, 'post', `/coupon-codes/${code}/redemptions`, {
      key,
      body: { ...counter.cart([], owned.member), codes: undefined },
    })
      .set('idempotency-key', randomUUID())
      .expect(422);
  });

  it('is used once by 20 tills at once', async () => {
    const owned = await withVoucher();
    const sales = await Promise.all(
      Array.from({ length: 20 }, () => counter.sell(counter.cart([owned.voucher.code], owned.member))),
    );
    const outcomes = sales.map(({ status, body }) => (status === 201 ? 'sold' : body.code)).toSorted();
    expect(outcomes.filter((each) => each === 'sold')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['sold', 'voucher-used']));
  });

  it('is held by a reserved checkout against the till, a cancellation and its expiry', async () => {
    const owned = await withVoucher({ voucherDays: 1 });
    const { code } = owned.voucher;
    api.clock.set('2026-11-23T23:55:00+01:00');
    const told = await quote(code, owned.member);
    await counter.reserve(told.id).expect(200);
    expect(await problemsOf(code, owned.member)).toEqual(['voucher: voucher-held']);
    const use = till().call(useVoucher, { params: { code }, body: {} });
    await expect(use).rejects.toMatchObject({ code: 'voucher-held', status: 409 });
    const cancel = till().call(cancelRedemption, { params: { id: owned.redemptionId } });
    await expect(cancel).rejects.toMatchObject({ code: 'voucher-held' });
    api.clock.set('2026-11-24T00:05:00+01:00');
    expect(await api.app.get(ExpiredVouchers).giveBackDue()).toBe(0);
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(sold.total.gross).toBe(2880);
    expect((await stateOf(owned))?.state).toBe('used');
  });

  it('is free again when a reserved checkout is cancelled, replaced or over', async () => {
    const owned = await withVoucher();
    const { code } = owned.voucher;
    for (const letGo of [
      ({ id }: Checkout) => counter.cancel(id).expect(200),
      ({ id }: Checkout) => counter.put(id, 2, counter.cart([])).expect(200),
      () => Promise.resolve(api.clock.advance({ minutes: 15 })),
    ]) {
      const told = await quote(code, owned.member);
      expect(told.applied).toHaveLength(1);
      await counter.reserve(told.id).expect(200);
      await letGo(told);
    }
    expect((await till().call(useVoucher, { params: { code }, body: {} })).state).toBe('used');
  });

  it('comes back with all goods, gives its points back if its time is over, and is used again once', async () => {
    const owned = await withVoucher({ voucherDays: 1 });
    const shop = new Till(api, key, location);
    const { body: sold } = await counter.sell(counter.cart([owned.voucher.code], owned.member)).expect(201);
    const book = { line: 1, quantity: 1 };
    await shop.takeBack(sold.purchaseId, [{ line: 0, quantity: 2 }]);
    expect((await stateOf(owned))?.state).toBe('used');
    const back = await shop.takeBack(sold.purchaseId, [book]);
    expect(await stateOf(owned)).toMatchObject({ state: 'issued', usedAt: null });
    await reverse(back.id).expect(201);
    expect((await stateOf(owned))?.state).toBe('used');
    const again = await shop.takeBack(sold.purchaseId, [book]);
    api.clock.set('2026-11-24T00:00:00+01:00');
    expect(await api.app.get(ExpiredVouchers).giveBackDue()).toBe(1);
    await expectProblem(reverse(again.id), 409, 'voucher-used');
  });
});

it.each([
  ['only a discount has one', { kind: 'product', effect: fiveOff }, '/effect'],
  ['none that asks for money', { kind: 'discount', effect: fiveOff, toPay: fiveOff.amounts }, '/toPay'],
  ['a percentage', { kind: 'discount', effect: { kind: 'percent', percent: 101 } }, '/effect/percent'],
])('the effect of a reward: %s', async (_, more, pointer) => {
  const body = { name: { en: 'Off' }, points: 10, state: 'live', ...more };
  const refused = await send(api, 'post', '/rewards', { key, body })
    .set('idempotency-key', randomUUID())
    .expect(400);
  expect(refused.body.errors).toMatchObject([{ pointer }]);
});
