import { randomUUID } from 'node:crypto';
import type { Location, OfferedReward, Tier } from '@regulars/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';

let api: TestApp;
let key: string;
let vienna: Location;
let silver: Tier;
let gold: Tier;
beforeAll(async () => {
  api = await startApp('2026-11-20T12:00:00Z');
  key = await makeKey(api);
  vienna = await makeLocation(api);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  silver = await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500 });
  gold = await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000 });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await api.close();
});

const toPay = [
  { amount: 500, currency: 'EUR' },
  { amount: 12_500, currency: 'CZK' },
];
const redeem = (id: string, as: Sender, body: object = {}) =>
  send(api, 'post', `/rewards/${id}/redemptions`, { ...as, body }).set('idempotency-key', randomUUID());
const availableOf = async (id: string): Promise<number> =>
  (await send(api, 'get', `/members/${id}/points`, { key }).expect(200)).body.available;
const give = (id: string, tier: string) =>
  send(api, 'post', `/members/${id}/tier-grants`, {
    key,
    body: { tier, validUntil: '2026-12-24T00:00:00+01:00', reason: 'a good guest' },
  }).expect(201);
const offered = async (as: Sender, id: string): Promise<OfferedReward | undefined> => {
  const { body } = await send(api, 'get', '/me/rewards', as).expect(200);
  return (body.data as OfferedReward[]).find((each) => each.id === id);
};

it('points plus money: the member sees both, and the cashier is told when the voucher is used', async () => {
  const reward = await makeReward(api, { points: 100, toPay });
  const saver = await makeSaver(api, 150);
  expect(await offered(saver, reward.id)).toMatchObject({ points: 100, usualPoints: 100, toPay });
  const { body } = await redeem(reward.id, saver).expect(201);
  expect(body).toMatchObject({ points: 100, balance: { available: 50 }, voucher: { toPay } });
  // What was agreed on stays, whatever the reward costs later.
  const change = { key, version: reward.version, body: { toPay: null } };
  await send(api, 'patch', `/rewards/${reward.id}`, change).expect(200);
  const { body: found } = await send(api, 'get', `/vouchers/${body.voucher.id}`, { key }).expect(200);
  expect(found.toPay).toEqual(toPay);
  const { body: used } = await send(api, 'post', `/vouchers/${body.voucher.id}/use`, {
    key,
    body: { location: vienna.code },
  })
    .set('idempotency-key', randomUUID())
    .expect(201);
  expect(used).toMatchObject({ state: 'used', toPay });
});

it('a tier pays its own price, the highest one that the member has reached, and gets it back', async () => {
  const tierPrices = [
    { tierId: silver.id, points: 80 },
    { tierId: gold.id, points: 50 },
  ];
  const reward = await makeReward(api, { points: 100, tierPrices });
  const paid: number[] = [];
  for (const tier of [null, 'silver', 'gold']) {
    const saver = await makeSaver(api, 100);
    if (tier !== null) await give(saver.member.id, tier);
    const seen = await offered(saver, reward.id);
    const { body } = await redeem(reward.id, saver).expect(201);
    expect(seen).toMatchObject({ points: body.points, usualPoints: 100, missing: 0 });
    expect(body.balance.available).toBe(100 - body.points);
    paid.push(body.points);
    const undo = await send(api, 'post', `/redemptions/${body.id}/cancel`, { ...saver, body: {} }).set(
      'idempotency-key',
      randomUUID(),
    );
    expect([undo.status, undo.body.points]).toEqual([201, body.points]);
    expect(await availableOf(saver.member.id)).toBe(100);
  }
  expect(paid).toEqual([100, 80, 50]);
});

it('the price is that of the moment: a tier that ended no longer counts, before any job', async () => {
  const reward = await makeReward(api, { points: 100, tierPrices: [{ tierId: silver.id, points: 80 }] });
  const saver = await makeSaver(api, 90);
  await give(saver.member.id, 'silver');
  expect((await offered(saver, reward.id))?.missing).toBe(0);
  api.clock.set('2026-12-24T00:00:00+01:00');
  expect((await offered(saver, reward.id))?.missing).toBe(10);
  await expectProblem(redeem(reward.id, { key }, { memberId: saver.member.id }), 422, 'insufficient-points');
  expect(await availableOf(saver.member.id)).toBe(90);
  api.clock.set('2026-11-20T12:00:00Z');
});

it('another price than the member was told is refused, and nothing changes', async () => {
  const reward = await makeReward(api, {
    points: 100,
    toPay,
    tierPrices: [{ tierId: silver.id, points: 80 }],
  });
  const saver = await makeSaver(api, 200);
  await give(saver.member.id, 'silver');
  const { points, toPay: money } = (await offered(saver, reward.id)) ?? {};
  const told = { price: { points, toPay: money } };
  api.clock.set('2026-12-24T00:00:00+01:00');
  await expectProblem(redeem(reward.id, saver, told), 409, 'reward-price-changed', '/price');
  const free = { price: { points: 100, toPay: null } };
  await expectProblem(redeem(reward.id, saver, free), 409, 'reward-price-changed', '/price');
  expect(await availableOf(saver.member.id)).toBe(200);
  expect((await redeem(reward.id, saver, { price: { points: 100, toPay } }).expect(201)).body.points).toBe(
    100,
  );
  api.clock.set('2026-11-20T12:00:00Z');
});

it('twenty redemptions at once pay the price of the tier each, and never more than there is', async () => {
  const reward = await makeReward(api, { points: 100, tierPrices: [{ tierId: gold.id, points: 30 }] });
  const saver = await makeSaver(api, 100);
  await give(saver.member.id, 'gold');
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => redeem(reward.id, { key }, { memberId: saver.member.id })),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(await availableOf(saver.member.id)).toBe(10);
});

it.each([
  ['money of nothing', { toPay: [{ amount: 0, currency: 'EUR' }] }, '/toPay/0/amount'],
  ['money in no currency', { toPay: [] }, '/toPay'],
  ['two amounts of a currency', { toPay: [toPay[0], toPay[0]] }, '/toPay'],
  ['a price of nothing', { tierPrices: [{ tierId: 'silver', points: 0 }] }, '/tierPrices/0/points'],
  [
    'a price above the usual one',
    { tierPrices: [{ tierId: 'silver', points: 101 }] },
    '/tierPrices/0/points',
  ],
  [
    'two prices of a tier',
    {
      tierPrices: [
        { tierId: 'silver', points: 90 },
        { tierId: 'silver', points: 80 },
      ],
    },
    '/tierPrices/1/tierId',
  ],
  ['an unknown tier', { tierPrices: [{ tierId: randomUUID(), points: 50 }] }, '/tierPrices/0/tierId'],
])('refuses %s with a pointer', async (_, more, pointer) => {
  const ids = JSON.parse(JSON.stringify(more).replaceAll('"silver"', JSON.stringify(silver.id))) as object;
  const body = { name: { en: 'X' }, points: 100, ...ids };
  const before = (await send(api, 'get', '/rewards?limit=200', { key }).expect(200)).body.data.length;
  await expectProblem(send(api, 'post', '/rewards', { key, body }), 400, 'invalid-request', pointer);
  expect((await send(api, 'get', '/rewards?limit=200', { key }).expect(200)).body.data.length).toBe(before);
});

it('the usual price cannot fall below the price of a tier', async () => {
  const reward = await makeReward(api, { points: 100, tierPrices: [{ tierId: silver.id, points: 80 }] });
  const change = { key, version: reward.version, body: { points: 79 } };
  const request = send(api, 'patch', `/rewards/${reward.id}`, change);
  await expectProblem(request, 400, 'invalid-request', '/tierPrices/0/points');
});
