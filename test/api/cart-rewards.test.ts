import { randomUUID } from 'node:crypto';
import { listOwnRewards, listOwnVouchers, type Checkout, type Voucher } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpireVouchersJob } from '../../apps/api/src/features/rewards/expire-vouchers.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { CheckoutTill } from '../support/makers/checkouts.ts';
import { makeLocation } from '../support/makers/club.ts';
import { changeClub, makeRule, Till } from '../support/makers/purchases.ts';
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

type Saver = Awaited<ReturnType<typeof makeSaver>>;
const cartOf = ({ member }: Saver, rewards: readonly object[], more: object = {}): object =>
  counter.cart([], { member: { id: member.id }, rewards, ...more });
const quote = async (body: object): Promise<Checkout> => (await counter.quote(body).expect(201)).body;
const vouchersOf = async (saver: Saver): Promise<readonly Voucher[]> =>
  (await api.client(saver).call(listOwnVouchers, {})).data;
const balanceOf = async ({ member }: Saver): Promise<{ available: number; held: number }> =>
  (await send(api, 'get', `/members/${member.id}/points`, { key }).expect(200)).body;
const stockOf = async (id: string): Promise<number | null> =>
  (await send(api, 'get', `/rewards/${id}`, { key }).expect(200)).body.stock;
const redeem = ({ member }: Saver, id: string, more: object = {}) =>
  send(api, 'post', `/rewards/${id}/redemptions`, { key, body: { memberId: member.id, ...more } }).set(
    'idempotency-key',
    randomUUID(),
  );
const heldPieces = async (id: string): Promise<number | undefined> =>
  (
    await rowsOf<{ held: number }>(
      api,
      'select count(*)::int as held from reward_holds where reward_id = $1',
      [id],
    )
  )[0]?.held;

describe('rewards in a cart', () => {
  it('are told with their price, and redeemed with the purchase: handed over at the till', async () => {
    const saver = await makeSaver(api, 500);
    const mug = await makeReward(api, { name: { en: 'Mug' }, points: 150, stock: 5 });
    const tour = await makeReward(api, {
      kind: 'discount',
      name: { en: 'Tour' },
      points: 100,
      toPay: [{ amount: 300, currency: 'EUR' }],
    });
    const told = await quote(cartOf(saver, [{ id: mug.id, count: 2 }, { id: tour.id }]));
    expect(told.rewards).toMatchObject([
      { place: 0, id: mug.id, name: 'Mug', count: 2, points: 300, toPay: null, discount: 0, applied: true },
      { place: 1, id: tour.id, count: 1, points: 100, toPay: [{ amount: 300 }], problem: null, detail: null },
    ]);
    expect(told.rewards[0]?.vouchers).toHaveLength(2);
    expect(told).toMatchObject({ pointsSpent: 400, total: { gross: 3380 } });
    expect(await balanceOf(saver)).toMatchObject({ available: 500 });
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(await balanceOf(saver)).toMatchObject({ available: 100 + sold.points.earned });
    expect(await stockOf(mug.id)).toBe(3);
    const vouchers = await vouchersOf(saver);
    expect(vouchers.map(({ id }) => id).toSorted()).toEqual(
      told.rewards.flatMap(({ vouchers: ids }) => ids).toSorted(),
    );
    expect(
      vouchers
        .map(({ rewardName, state, usedAtLocation }) => [rewardName.en, state, usedAtLocation])
        .toSorted(),
    ).toEqual([
      ['Mug', 'used', 'Vienna 1'],
      ['Mug', 'used', 'Vienna 1'],
      ['Tour', 'issued', null],
    ]);
    await expectProblem(counter.complete(told.id), 409, 'checkout-completed');
    const { body: receipt } = await send(api, 'get', `/purchases/${sold.id}`, { key }).expect(200);
    expect(receipt.rewards).toEqual([
      { id: mug.id, name: 'Mug', kind: 'product', count: 2, points: 300, used: 2, givenBack: 0 },
      { id: tour.id, name: 'Tour', kind: 'discount', count: 1, points: 100, used: 0, givenBack: 0 },
    ]);
  });

  it('are offered to the till as to the member', async () => {
    const saver = await makeSaver(api, 120);
    const cup = await makeReward(api, { name: { en: 'Cup' }, points: 121 });
    const { body } = await send(api, 'get', `/members/${saver.member.id}/rewards`, { key }).expect(200);
    const own = await api.client(saver).call(listOwnRewards);
    expect(body).toEqual(own);
    expect(own.data.find(({ id }) => id === cup.id)).toMatchObject({ missing: 1 });
    await expectProblem(send(api, 'get', `/members/${randomUUID()}/rewards`, { key }), 404, 'not-found');
  });

  it('are vouchers of a web shop, in one call', async () => {
    const saver = await makeSaver(api, 100);
    const mug = await makeReward(api, { points: 100 });
    const { body } = await counter.sell(cartOf(saver, [{ id: mug.id }], { channel: 'web-shop' })).expect(201);
    expect(body).toMatchObject({ state: 'completed', pointsSpent: 100, rewards: [{ applied: true }] });
    expect(await vouchersOf(saver)).toMatchObject([{ id: body.rewards[0].vouchers[0], state: 'issued' }]);
  });

  it('lower the price of this cart, if they are a discount', async () => {
    const saver = await makeSaver(api, 200);
    const off = await makeReward(api, { kind: 'discount', name: { en: '5 off' }, effect: fiveOff });
    const told = await quote(cartOf(saver, [{ id: off.id, count: 2 }]));
    expect(told.rewards).toMatchObject([{ applied: true, points: 200, discount: 1000 }]);
    expect(told.total).toMatchObject({ gross: 2380, discount: 1000 });
    expect(told.lines[0]?.discounts[0]).toMatchObject({ kind: 'voucher', name: '5 off' });
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(sold.total.gross).toBe(2380);
    expect((await vouchersOf(saver)).map(({ state }) => state)).toEqual(['used', 'used']);
    const percent = await makeReward(api, {
      kind: 'discount',
      effect: { kind: 'percent', percent: 100 },
      points: 10,
    });
    const idle = await quote(cartOf(saver, [{ id: percent.id, count: 2 }]));
    expect(idle).toMatchObject({
      rewards: [{ applied: false, points: 0, discount: 0, vouchers: [], problem: expect.any(String) }],
      pointsSpent: 0,
      total: { gross: 3380 },
    });
  });

  it('say why they cannot be redeemed, and change nothing', async () => {
    const poor = await makeSaver(api, 250);
    const mug = await makeReward(api, { points: 100, perMember: 1, stock: 9 });
    const last = await makeReward(api, { points: 10, stock: 1 });
    const draft = await makeReward(api, { state: 'draft' });
    const dear = await makeReward(api, { points: 240 });
    const unknown = randomUUID();
    const { rewards, pointsSpent } = await quote(
      cartOf(poor, [
        { id: mug.id, count: 2 },
        { id: last.id, count: 2 },
        { id: draft.id },
        { id: unknown },
        { id: dear.id },
      ]),
    );
    expect(rewards.map(({ problem, applied }) => [problem, applied])).toEqual([
      ['reward-limit-reached', false],
      ['out-of-stock', false],
      ['reward-not-available', false],
      ['reward-not-available', false],
      [null, true],
    ]);
    expect(rewards[1]?.detail).toBe('Davon gibt es nur noch 1.');
    expect(rewards[3]?.name).toBeNull();
    expect(pointsSpent).toBe(240);
    const two = await quote(cartOf(poor, [{ id: dear.id }, { id: mug.id }]));
    expect(two.rewards[1]).toMatchObject({
      problem: 'insufficient-points',
      detail: 'Sie kostet 100 Punkte; das Mitglied hat dafür noch 10.',
    });
    const nobody = await quote(counter.cart([], { rewards: [{ id: mug.id }] }));
    expect(nobody.rewards).toMatchObject([{ problem: 'reward-needs-member', applied: false }]);
    await expectProblem(
      counter.sell(cartOf(poor, [{ id: mug.id, count: 2 }])),
      422,
      'reward-limit-reached',
      '/rewards/0',
    );
    const partial = cartOf(poor, [{ id: mug.id, count: 2 }, { id: last.id }], { apply: 'partial' });
    expect((await counter.sell(partial).expect(201)).body.pointsSpent).toBe(10);
    expect(await stockOf(mug.id)).toBe(9);
    expect(await vouchersOf(poor)).toHaveLength(1);
  });

  it('come back with the last of the goods, if they are unused', async () => {
    const shop = new Till(api, key, location);
    const saver = await makeSaver(api, 1000);
    const mug = await makeReward(api, { points: 150, stock: 5 });
    const off = await makeReward(api, { kind: 'discount', effect: fiveOff, points: 100 });
    const sold = async (channel: string) =>
      (await counter.sell(cartOf(saver, [{ id: mug.id }, { id: off.id }], { channel })).expect(201)).body;
    const first = await sold('web-shop');
    const { available: before } = await balanceOf(saver);
    await shop.takeBack(first.purchaseId, [{ line: 0, quantity: 2 }]);
    expect((await vouchersOf(saver)).map(({ state }) => state).toSorted()).toEqual(['issued', 'used']);
    const back = await shop.takeBack(first.purchaseId, [{ line: 1, quantity: 1 }]);
    expect((await vouchersOf(saver)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect(back.points?.balance.available).toBe(1000);
    expect(await balanceOf(saver)).toMatchObject({ available: 1000 });
    expect(before).toBeLessThan(1000);
    expect(await stockOf(mug.id)).toBe(5);
    const undone = await rowsOf<{ undone: boolean }>(
      api,
      `select undone_by is not null as undone from sale_effects where purchase_id = $1 and kind = 'reward'`,
      [first.purchaseId],
    );
    expect(undone).toEqual([{ undone: true }, { undone: true }]);
    const second = await sold('till');
    await shop.takeBack(second.purchaseId, [
      { line: 0, quantity: 2 },
      { line: 1, quantity: 1 },
    ]);
    // The mug was handed over at the till.
    expect((await balanceOf(saver)).available).toBe(850);
    expect(await stockOf(mug.id)).toBe(4);
  });

  it('are redeemed once by 20 tills at once', async () => {
    const scarce = await makeReward(api, { points: 10, stock: 1 });
    const savers = await Promise.all(Array.from({ length: 5 }, () => makeSaver(api, 100)));
    const sales = await Promise.all(
      Array.from({ length: 20 }, (_, each) =>
        counter.sell(cartOf(savers[each % 5] as Saver, [{ id: scarce.id }])),
      ),
    );
    const outcomes = sales.map(({ status, body }) => (status === 201 ? 'sold' : body.code));
    expect(outcomes.filter((each) => each === 'sold')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['sold', 'out-of-stock']));
    expect(await stockOf(scarce.id)).toBe(0);
  });
});

describe('a reserved checkout', () => {
  const reserved = async (saver: Saver, rewards: readonly object[], more: object = {}): Promise<Checkout> => {
    const told = await quote(cartOf(saver, rewards, more));
    return (await counter.reserve(told.id).expect(200)).body;
  };

  it('holds points and stock, and redeems them whatever changes since', async () => {
    const [saver, other] = [await makeSaver(api, 300), await makeSaver(api, 300)];
    const mug = await makeReward(api, { points: 100, stock: 2, perMember: 2 });
    const told = await reserved(saver, [{ id: mug.id, count: 2 }]);
    expect(told).toMatchObject({ state: 'reserved', pointsSpent: 200 });
    expect(await balanceOf(saver)).toMatchObject({ available: 100, held: 200 });
    const gone = await quote(cartOf(other, [{ id: mug.id }]));
    expect(gone.rewards).toMatchObject([{ problem: 'out-of-stock' }]);
    await expectProblem(redeem(other, mug.id), 422, 'out-of-stock');
    await expectProblem(redeem(saver, mug.id), 422, 'reward-limit-reached');
    const seen = await api.client(other).call(listOwnRewards, {});
    expect(seen.data.find(({ id }) => id === mug.id)).toMatchObject({ stock: 0 });
    await send(api, 'patch', `/rewards/${mug.id}`, {
      key,
      version: 1,
      body: { points: 250, state: 'paused' },
    }).expect(200);
    await counter.reserve(told.id, { minutes: 60 }).expect(200);
    expect(await balanceOf(saver)).toMatchObject({ available: 100, held: 200 });
    api.clock.advance({ minutes: 50 });
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(await balanceOf(saver)).toMatchObject({ available: 100 + sold.points.earned, held: 0 });
    expect(await stockOf(mug.id)).toBe(0);
    expect(await heldPieces(mug.id)).toBe(0);
    expect(await vouchersOf(saver)).toHaveLength(2);
  });

  it('gives them back when it is cancelled, replaced or over', async () => {
    const saver = await makeSaver(api, 100);
    const mug = await makeReward(api, { points: 100, stock: 1 });
    for (const letGo of [
      ({ id }: Checkout) => counter.cancel(id).expect(200),
      ({ id }: Checkout) => counter.put(id, 2, counter.cart([])).expect(200),
      () => Promise.resolve(api.clock.advance({ minutes: 15 })),
    ]) {
      const told = await reserved(saver, [{ id: mug.id }]);
      expect(await balanceOf(saver)).toMatchObject({ available: 0 });
      await letGo(told);
      expect(await balanceOf(saver)).toMatchObject({ available: 100, held: 0 });
    }
    await counter.sell(cartOf(saver, [{ id: mug.id }])).expect(201);
    expect(await stockOf(mug.id)).toBe(0);
    await api.app.get(ExpireVouchersJob).run();
    expect(await heldPieces(mug.id)).toBe(0);
  });

  it('is refused before the payment, if another one holds the last piece', async () => {
    const mug = await makeReward(api, { points: 10, stock: 1 });
    const savers = await Promise.all(Array.from({ length: 5 }, () => makeSaver(api, 100)));
    const open = await Promise.all(
      Array.from({ length: 20 }, (_, each) => quote(cartOf(savers[each % 5] as Saver, [{ id: mug.id }]))),
    );
    const held = await Promise.all(open.map(({ id }) => counter.reserve(id)));
    const outcomes = held.map(({ status, body }) => (status === 200 ? 'held' : body.code));
    expect(outcomes.filter((each) => each === 'held')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['held', 'checkout-changed']));
    await counter.complete(open[outcomes.indexOf('held')]?.id ?? '').expect(201);
    expect(await stockOf(mug.id)).toBe(0);
  });

  it('holds what lies at its location, with points that pay besides', async () => {
    await changeClub(api, {
      pointsPayment: {
        points: 1,
        amounts: [{ amount: 1, currency: 'EUR' }],
        least: 1,
        step: 1,
        percent: 100,
        backFirst: 'points',
      },
    });
    const saver = await makeSaver(api, 200);
    const elsewhere = (await makeLocation(api, { name: 'Graz' })).code;
    const mug = await makeReward(api, {
      points: 50,
      stockByLocation: [
        { location, stock: 1 },
        { location: elsewhere, stock: 5 },
      ],
    });
    const two = await quote(cartOf(saver, [{ id: mug.id, count: 2 }]));
    expect(two.rewards).toMatchObject([{ problem: 'out-of-stock-here' }]);
    const tooMuch = await quote(cartOf(saver, [{ id: mug.id }], { points: 151 }));
    expect(tooMuch.pointsPaid).toMatchObject({ points: 0, problem: 'insufficient-points', most: 150 });
    const told = await reserved(saver, [{ id: mug.id }], { points: 150 });
    expect(told).toMatchObject({ pointsSpent: 200, total: { gross: 3230 } });
    expect(await balanceOf(saver)).toMatchObject({ available: 0, held: 200 });
    await expectProblem(redeem(saver, mug.id, { location: elsewhere }), 422, 'insufficient-points');
    const { body: sold } = await counter.complete(told.id).expect(201);
    expect(await balanceOf(saver)).toMatchObject({ available: sold.points.earned, held: 0 });
    expect(await stockOf(mug.id)).toBe(5);
  });
});
