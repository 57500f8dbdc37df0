import { randomUUID } from 'node:crypto';
import { listOwnVouchers, type Checkout, type Tier, type Voucher } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makePartnerReward } from '../support/makers/partner-codes.ts';
import { makeTier, Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const start = '2026-11-22T10:00:00+01:00';
const event = {
  startsAt: '2026-11-22T18:00:00.000Z',
  endsAt: '2026-11-22T20:00:00.000Z',
  place: 'Roastery, Vienna',
};
let api: TestApp;
let key: string;
let location: string;
let counter: CheckoutTill;
let shop: Till;
let silver: Tier;
beforeAll(async () => {
  api = await startApp(start);
  key = await makeKey(api);
  location = (await makeLocation(api, { name: 'Vienna 1' })).code;
  counter = new CheckoutTill(api, key, location);
  shop = new Till(api, key, location);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  silver = await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500_000 });
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

type Saver = Awaited<ReturnType<typeof makeSaver>>;
const cartOf = ({ member }: Saver, rewards: readonly object[], more: object = {}): object =>
  counter.cart([], { member: { id: member.id }, rewards, ...more });
const quote = async (body: object): Promise<Checkout> => (await counter.quote(body).expect(201)).body;
const problemsOf = async (body: object) => (await quote(body)).rewards.map(({ problem }) => problem);
const vouchersOf = async (saver: Saver): Promise<readonly Voucher[]> =>
  (await api.client(saver).call(listOwnVouchers, {})).data;
const availableOf = async ({ member }: Saver): Promise<number> =>
  (await send(api, 'get', `/members/${member.id}/points`, { key }).expect(200)).body.available;
const stockOf = async (id: string): Promise<number | null> =>
  (await send(api, 'get', `/rewards/${id}`, { key }).expect(200)).body.stock;
const wholeCart = [
  { line: 0, quantity: 2 },
  { line: 1, quantity: 1 },
];
const rise = (saver: Saver) =>
  send(api, 'post', `/members/${saver.member.id}/tier-grants`, {
    key,
    body: { tier: 'silver', validUntil: '2026-12-24T00:00:00+01:00', reason: 'a good guest' },
  }).expect(201);
const reverse = (returnId: string) =>
  send(api, 'post', `/returns/${returnId}/reverse`, { key, body: { reason: 'The wrong receipt' } }).set(
    'idempotency-key',
    randomUUID(),
  );

it('a ticket is shown at the door, comes back before its event, and stays once it has begun', async () => {
  const saver = await makeSaver(api, 100);
  const ticket = await makeReward(api, { kind: 'ticket', event, points: 10, stock: 3 });
  const sold = async () => (await counter.sell(cartOf(saver, [{ id: ticket.id }])).expect(201)).body;
  const [first, second] = [await sold(), await sold()];
  expect((await vouchersOf(saver)).map(({ state, expiresAt }) => [state, expiresAt])).toEqual([
    ['issued', event.endsAt],
    ['issued', event.endsAt],
  ]);
  await shop.takeBack(first.purchaseId, wholeCart);
  expect([await stockOf(ticket.id), await availableOf(saver)]).toEqual([2, 90]);
  api.clock.set(event.startsAt);
  await shop.takeBack(second.purchaseId, wholeCart);
  expect([await stockOf(ticket.id), await availableOf(saver)]).toEqual([2, 90]);
  expect(await problemsOf(cartOf(saver, [{ id: ticket.id }]))).toEqual(['event-begun']);
  await expectProblem(counter.sell(cartOf(saver, [{ id: ticket.id }])), 422, 'event-begun', '/rewards/0');
});

it('an event that begins between the reservation and the purchase changes nothing about what is held', async () => {
  const saver = await makeSaver(api, 100);
  const ticket = await makeReward(api, { kind: 'ticket', event, points: 10, stock: 1 });
  api.clock.set('2026-11-22T17:55:00.000Z');
  const told = await quote(cartOf(saver, [{ id: ticket.id }]));
  await counter.reserve(told.id).expect(200);
  api.clock.set('2026-11-22T18:05:00.000Z');
  await counter.complete(told.id).expect(201);
  expect(await vouchersOf(saver)).toMatchObject([{ kind: 'ticket', state: 'issued' }]);
});

it('codes of a partner come from their pool, and those that nobody has read go back to it', async () => {
  const saver = await makeSaver(api, 100);
  const { reward } = await makePartnerReward(api, key, ['SPA-1', 'SPA-2', 'SPA-3']);
  expect(await problemsOf(cartOf(saver, [{ id: reward.id, count: 4 }]))).toEqual(['out-of-stock']);
  const { body: sold } = await counter.sell(cartOf(saver, [{ id: reward.id, count: 2 }])).expect(201);
  const [voucher] = await vouchersOf(saver);
  expect(voucher).toMatchObject({ kind: 'partner-code', state: 'issued' });
  await send(api, 'post', `/me/vouchers/${voucher?.id}/partner-code`, saver).expect(200);
  await shop.takeBack(sold.purchaseId, wholeCart);
  // One was read, so it is used and paid for.
  expect([await stockOf(reward.id), await availableOf(saver)]).toEqual([2, 90]);
  const told = await quote(cartOf(saver, [{ id: reward.id, count: 2 }]));
  await counter.reserve(told.id).expect(200);
  const other = await makeSaver(api, 100);
  expect(await problemsOf(cartOf(other, [{ id: reward.id }]))).toEqual(['out-of-stock']);
  await counter.cancel(told.id).expect(200);
  expect(await problemsOf(cartOf(other, [{ id: reward.id }]))).toEqual([null]);
});

it('a tier pays its own price, and a price that changes before the purchase is said first', async () => {
  const [plain, saver] = [await makeSaver(api, 200), await makeSaver(api, 200)];
  const mug = await makeReward(api, { points: 100, tierPrices: [{ tierId: silver.id, points: 60 }] });
  const kept = await makeReward(api, { points: 10, tierId: silver.id });
  const before = await quote(cartOf(saver, [{ id: mug.id, count: 2 }]));
  expect(before.rewards).toMatchObject([{ points: 200, applied: true }]);
  expect(await problemsOf(cartOf(saver, [{ id: kept.id }]))).toEqual(['tier-too-low']);
  await rise(saver);
  await expectProblem(counter.complete(before.id), 409, 'checkout-changed');
  expect(await availableOf(saver)).toBe(200);
  const told = await quote(cartOf(saver, [{ id: mug.id, count: 2 }, { id: kept.id }]));
  expect(told.rewards.map(({ points, problem }) => [points, problem])).toEqual([
    [120, null],
    [10, null],
  ]);
  const { body: sold } = await counter.complete(told.id).expect(201);
  expect(sold.points.balance.available).toBe(70);
  expect((await quote(cartOf(plain, [{ id: mug.id }]))).rewards).toMatchObject([{ points: 100 }]);
});

it('a reward is for its audience alone, also in a cart and at the reservation', async () => {
  const saver = await makeSaver(api, 100);
  const czech = { fact: 'member.language', op: 'is', value: 'cs' } as const;
  const mug = await makeReward(api, { points: 10, stock: 5, audience: czech });
  expect(await problemsOf(cartOf(saver, [{ id: mug.id }]))).toEqual(['reward-not-for-member']);
  await expectProblem(
    counter.sell(cartOf(saver, [{ id: mug.id }])),
    422,
    'reward-not-for-member',
    '/rewards/0',
  );
  const change = (language: string, version: number) =>
    send(api, 'patch', `/members/${saver.member.id}`, { key, version, body: { language } }).expect(200);
  await change('cs', 1);
  const told = await quote(cartOf(saver, [{ id: mug.id }]));
  expect(told.rewards).toMatchObject([{ applied: true }]);
  await change('en', 2);
  await expectProblem(counter.reserve(told.id), 409, 'checkout-changed');
  expect([await stockOf(mug.id), await availableOf(saver)]).toEqual([5, 100]);
});

it('the limit of a member counts pieces: of this cart, of reservations, and of earlier purchases that stay', async () => {
  const saver = await makeSaver(api, 1000);
  const mug = await makeReward(api, { points: 10, perMember: 3 });
  const asks = (count: number) => cartOf(saver, [{ id: mug.id, count }], { channel: 'web-shop' });
  expect(await problemsOf(asks(4))).toEqual(['reward-limit-reached']);
  const { body: sold } = await counter.sell(asks(2)).expect(201);
  const over = await quote(asks(2));
  expect(over.rewards).toMatchObject([{ problem: 'reward-limit-reached', applied: false, vouchers: [] }]);
  const held = await quote(asks(1));
  await counter.reserve(held.id).expect(200);
  expect(await problemsOf(asks(1))).toEqual(['reward-limit-reached']);
  await counter.complete(held.id).expect(201);
  await shop.takeBack(sold.purchaseId, wholeCart);
  expect(await problemsOf(asks(3))).toEqual(['reward-limit-reached']);
  expect(await problemsOf(asks(2))).toEqual([null]);
});

it('twenty carts of one member at once stay within the limit', async () => {
  const saver = await makeSaver(api, 1000);
  const mug = await makeReward(api, { points: 10, perMember: 3 });
  const sales = await Promise.all(
    Array.from({ length: 20 }, () => counter.sell(cartOf(saver, [{ id: mug.id, count: 2 }]))),
  );
  const outcomes = sales.map(({ status, body }) => (status === 201 ? 'sold' : body.code)).toSorted();
  expect(outcomes).toEqual([...Array.from({ length: 19 }, () => 'reward-limit-reached'), 'sold']);
  expect(await vouchersOf(saver)).toHaveLength(2);
});

it('a return taken back after a discount reward is refused: its points are back, so nobody gets its worth twice', async () => {
  const saver = await makeSaver(api, 200);
  const off = await makeReward(api, {
    kind: 'discount',
    effect: { kind: 'amount', amounts: [{ amount: 500, currency: 'EUR' }] },
  });
  const { body: sold } = await counter.sell(cartOf(saver, [{ id: off.id }])).expect(201);
  const back = await shop.takeBack(sold.purchaseId, wholeCart);
  const cancelled = { state: 'cancelled', usedAt: null, usedAtLocation: null };
  expect(await vouchersOf(saver)).toMatchObject([cancelled]);
  expect(await availableOf(saver)).toBe(200);
  await expectProblem(reverse(back.id), 409, 'voucher-used');
  expect(await vouchersOf(saver)).toMatchObject([cancelled]);
  expect(await availableOf(saver)).toBe(200);
  // Of a mug that lowered no price nothing was undone twice: the return is taken back, and the points stay with the member.
  const mug = await makeReward(api, { points: 50, stock: 1 });
  const web = { channel: 'web-shop' };
  const { body: other } = await counter.sell(cartOf(saver, [{ id: mug.id }], web)).expect(201);
  const mistake = await shop.takeBack(other.purchaseId, wholeCart);
  await reverse(mistake.id).expect(201);
  expect([await stockOf(mug.id), await availableOf(saver)]).toEqual([1, 200]);
});

it('the last piece that another cart took is named with its place and where it was', async () => {
  const elsewhere = (await makeLocation(api, { name: 'Graz' })).code;
  const scarce = await makeReward(api, {
    points: 10,
    stockByLocation: [
      { location, stock: 1 },
      { location: elsewhere, stock: 9 },
    ],
  });
  const plenty = await makeReward(api, { points: 10, stock: 100 });
  const savers = await Promise.all(Array.from({ length: 12 }, () => makeSaver(api, 100)));
  const sales = await Promise.all(
    savers.map((saver) => counter.sell(cartOf(saver, [{ id: plenty.id }, { id: scarce.id }]))),
  );
  const refused = sales.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(11);
  for (const { body } of refused)
    expect(body).toMatchObject({ code: 'out-of-stock-here', errors: [{ pointer: '/rewards/1' }] });
  expect([await stockOf(scarce.id), await stockOf(plenty.id)]).toEqual([9, 99]);
  expect(await rowsOf(api, 'select 1 from reward_holds')).toEqual([]);
});
