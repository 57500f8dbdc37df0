import { randomUUID } from 'node:crypto';
import type { Location } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EarningRulesService, RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { changeClub, countBooks, makeRule, makeTier, perMoney, Till } from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let ruleId: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien' });
  await makeTier(api);
  ruleId = (await makeRule(api)).id;
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const bearer = () => ({ authorization: `Bearer ${key}` });
const newMember = async () => (await makeMember(api)).id;
const redeem = async (memberId: string, points: number) =>
  api.http
    .post(`/api/v1/members/${memberId}/points/redemptions`)
    .set({ ...bearer(), 'idempotency-key': randomUUID() })
    .send({ points, reason: 'A book' })
    .expect(201);
const post = async (path: string, body: object | undefined) =>
  (
    await api.http
      .post(`/api/v1${path}`)
      .set({ ...bearer(), 'idempotency-key': randomUUID() })
      .send(body)
      .expect((reply) => expect(reply.status).toBeLessThan(300))
  ).body;
const redeemReward = (rewardId: string, memberId: string) =>
  post(`/rewards/${rewardId}/redemptions`, { memberId });
const cancel = (redemptionId: string) => post(`/redemptions/${redemptionId}/cancel`, undefined);
const balanceOf = async (memberId: string) =>
  (await api.http.get(`/api/v1/members/${memberId}/points`).set(bearer()).expect(200)).body;
const readPurchase = async (id: string) =>
  (await api.http.get(`/api/v1/purchases/${id}`).set(bearer()).expect(200)).body;
const setReturns = async (returns: 'debt' | 'within-balance') => {
  const { body } = await api.http.get('/api/v1/club').expect(200);
  await changeClub(api, { points: { ...body.points, returns } });
};
const ofRate = async (points: number, per: number, sell: () => Promise<void>) => {
  const rules = api.app.get(RulePublishing);
  await rules.pause(system, ruleId);
  const { id } = await makeRule(api, { effect: perMoney(points, per) });
  await sell();
  await rules.pause(system, id);
  await rules.publish(system, ruleId);
};

describe('points are taken back with the goods', () => {
  it('in parts in any order, with one rounding of the whole', async () => {
    await ofRate(1, 1000, async () => {
      const memberId = await newMember();
      const { id, points } = await till.sell(memberId, { lines: [{ quantity: 100, unitPrice: 100 }] });
      expect(points?.earned).toBe(10);
      const taken = [];
      for (let part = 0; part < 10; part += 1)
        taken.push((await till.takeBack(id, [{ line: 0, quantity: 1 }])).points?.takenBack);
      expect(taken).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      expect(await balanceOf(memberId)).toMatchObject({ available: 9, status: 9 });
      expect(await readPurchase(id)).toMatchObject({ lines: [{ returned: 10 }] });
    });
  });

  it('with spent points as debt, which the next purchase or a cancelled redemption repays', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    const { body: redeemed } = await redeem(memberId, 80);
    const { points } = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(points).toMatchObject({ takenBack: 100, debt: 80, forgiven: 0 });
    expect(points?.balance).toEqual({ available: 0, pending: 0, held: 0, debt: 80 });
    const indebted = await newMember();
    const other = await till.sell(indebted, 10_000);
    await redeem(indebted, 80);
    await till.takeBack(other.id, [{ line: 0, quantity: 1 }]);
    const again = await till.sell(indebted, 10_000);
    expect(again.points).toEqual({
      earned: 100,
      pending: 0,
      debtRepaid: 80,
      balance: { available: 20, pending: 0, held: 0, debt: 0 },
    });
    await api.http
      .post(`/api/v1/points/transactions/${redeemed.transactionId}/reverse`)
      .set({ ...bearer(), 'idempotency-key': randomUUID() })
      .send({ reason: 'Changed their mind' })
      .expect(201);
    expect(await balanceOf(memberId)).toMatchObject({ available: 0, debt: 0 });
  });

  it('within the balance: missing points are forgiven, and a further return books nothing', async () => {
    await setReturns('within-balance');
    const memberId = await newMember();
    const { id } = await till.sell(memberId, { lines: [{ amount: 10_000 }, { amount: 0 }] });
    await redeem(memberId, 80);
    const { points } = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(points).toMatchObject({
      takenBack: 100,
      debt: 0,
      forgiven: 80,
      balance: { available: 0, debt: 0 },
    });
    const further = await till.takeBack(id, [{ line: 1, quantity: 1 }]);
    expect(further.points).toMatchObject({ takenBack: 0, debt: 0, forgiven: 0 });
    await setReturns('debt');
  });

  it('within the balance nobody keeps points by cancelling a voucher (example 18)', async () => {
    await setReturns('within-balance');
    const memberId = await newMember();
    const reward = await makeReward(api, { points: 80 });
    const { id } = await till.sell(memberId, 10_000);
    const voucher = await redeemReward(reward.id, memberId);
    const { points } = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(points).toMatchObject({ takenBack: 100, forgiven: 80, balance: { available: 0 } });
    await till.sell(memberId, 9_000);
    const later = await redeemReward(reward.id, memberId);
    await cancel(later.id);
    expect(await balanceOf(memberId)).toMatchObject({ available: 90 });
    await cancel(voucher.id);
    expect(await balanceOf(memberId)).toMatchObject({ available: 90, debt: 0 });
    const { body } = await api.http
      .get(`/api/v1/members/${memberId}/points/entries`)
      .set(bearer())
      .expect(200);
    expect(body.data[0]).toMatchObject({ kind: 'reclaim', from: 'available', to: 'forgiven', points: 80 });
    await setReturns('debt');
  });

  it('from a hold that is captured and reversed after the return, which settles forgiven points too', async () => {
    await setReturns('within-balance');
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    const held = await post(`/members/${memberId}/points/holds`, { points: 70, reason: 'A table' });
    expect((await till.takeBack(id, [{ line: 0, quantity: 1 }])).points).toMatchObject({ forgiven: 70 });
    const captured = await post(`/points/holds/${held.id}/capture`, undefined);
    await post(`/points/transactions/${captured.transactionId}/reverse`, { reason: 'Nobody came' });
    expect(await balanceOf(memberId)).toMatchObject({ available: 0, held: 0, debt: 0 });
    await setReturns('debt');
  });

  it('with expired points counted as taken back over all returns (example 19)', async () => {
    const memberId = await newMember();
    const expiring = { kind: 'rolling-months', months: 1 };
    const { body: club } = await api.http.get('/api/v1/club').expect(200);
    await changeClub(api, { points: { ...club.points, expiry: expiring } });
    const { id } = await till.sell(memberId, { lines: [{ quantity: 4, unitPrice: 1000 }] });
    await changeClub(api, { points: club.points });
    await till.sell(memberId, 10_000);
    api.clock.advance({ days: 40 });
    const parts = [
      await till.takeBack(id, [{ line: 0, quantity: 3 }]),
      await till.takeBack(id, [{ line: 0, quantity: 1 }]),
    ];
    expect(parts.map(({ points }) => points)).toMatchObject([
      { takenBack: 30, expired: 30, debt: 0, balance: { available: 100 } },
      { takenBack: 10, expired: 10, debt: 0, balance: { available: 100 } },
    ]);
    expect((await readPurchase(id)).returns).toMatchObject([{ expired: 30 }, { expired: 10 }]);
  });

  it('by the rule at the time of the purchase', async () => {
    const [rules, publishing] = [api.app.get(EarningRulesService), api.app.get(RulePublishing)];
    await ofRate(2, 100, async () => {
      const memberId = await newMember();
      const { id, explanation } = await till.sell(memberId, 5000);
      const rule = await rules.byId(explanation[0]?.rule?.id ?? '');
      await rules.change(system, rule.id, { effect: perMoney(5, 100) }, rule.version);
      await publishing.publish(system, rule.id);
      expect((await till.sell(memberId, 1000)).points?.earned).toBe(50);
      const { points } = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
      expect(points).toMatchObject({ takenBack: 100, balance: { available: 50 } });
    });
  });

  it('if the remaining goods no longer earn', async () => {
    const memberId = await newMember();
    const lines = [{ amount: 34 }, { amount: 34 }, { amount: 34 }];
    const { id, points } = await till.sell(memberId, { lines });
    expect(points?.earned).toBe(1);
    const back = await till.takeBack(id, [{ line: 1, quantity: 1 }]);
    expect(back).toMatchObject({ amount: 34, points: { takenBack: 1 } });
    expect(back.explanation).toEqual([
      {
        rule: null,
        title: 'Returned goods',
        points: -1,
        reason: '0.34 EUR returned: what remains earns 0',
        details: { kind: 'return', amount: 34, currency: 'EUR', remains: 0 },
      },
    ]);
  });

  it('if a condition on a line no longer matches the remaining quantity', async () => {
    const pieces = (op: string, value: number) => ({ fact: 'line.quantity' as const, op, value });
    const rules = [
      await makeRule(api, { effect: { kind: 'multiplier', times: 2, where: pieces('at-least', 3) } }),
      await makeRule(api, { effect: { kind: 'multiplier', times: 3, where: pieces('is', 2) } }),
    ];
    const memberId = await newMember();
    const lines = [{ quantity: 3, amount: 900 }];
    const { id, points } = await till.sell(memberId, { lines });
    for (const rule of rules) await api.app.get(RulePublishing).pause(system, rule.id);
    expect(points?.earned).toBe(9 + 9);
    await redeem(memberId, 10);
    const taken = [];
    for (let piece = 0; piece < 3; piece += 1)
      taken.push((await till.takeBack(id, [{ line: 0, quantity: 1 }])).points);
    expect(taken.map((each) => each?.takenBack)).toEqual([0, 15, 3]);
    expect(taken.map((each) => each?.balance.debt)).toEqual([0, 7, 10]);
  });

  it('or given, if a smaller purchase would have earned more', async () => {
    const where = { fact: 'line.quantity' as const, op: 'at-most', value: 1 };
    const { id: few } = await makeRule(api, { effect: { kind: 'multiplier', times: 5, where } });
    const memberId = await newMember();
    const { id, points } = await till.sell(memberId, { lines: [{ quantity: 2, amount: 1000 }] });
    await api.app.get(RulePublishing).pause(system, few);
    expect(points?.earned).toBe(10);
    const one = () => till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect((await one()).points).toMatchObject({ takenBack: -15, balance: { available: 25 } });
    expect((await one()).points).toMatchObject({ takenBack: 25, debt: 0, balance: { available: 0 } });
  });

  it('and leave the caps of other purchases unchanged', async () => {
    const rules = api.app.get(RulePublishing);
    await rules.pause(system, ruleId);
    const limited = await makeRule(api, { caps: [{ per: 'day', points: 50 }] });
    const memberId = await newMember();
    const { id, points, explanation } = await till.sell(memberId, 8000);
    expect(points?.earned).toBe(50);
    expect(explanation[0]).toMatchObject({
      reason: '80.00 EUR × 1, rounded down; 50 instead of 80 because of the limit per day',
      details: { cappedFrom: 80, cappedBy: 'day' },
    });
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect((await till.sell(memberId, 1000)).points?.earned).toBe(0);
    api.clock.advance({ days: 1 });
    expect((await till.sell(memberId, 1000)).points?.earned).toBe(10);
    await rules.pause(system, limited.id);
    await rules.publish(system, ruleId);
  });

  it('and appear in the purchase, the list and the timeline', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, { lines: [{ quantity: 2, unitPrice: 500 }] });
    await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect(await readPurchase(id)).toMatchObject({
      earned: 10,
      lines: [{ quantity: 2, returned: 1 }],
      returns: [{ lines: [{ line: 0, quantity: 1 }], amount: 500, takenBack: 5, debt: 0, forgiven: 0 }],
    });
    const list = await api.http.get(`/api/v1/purchases?member=${memberId}`).set(bearer()).expect(200);
    expect(list.body.data).toMatchObject([{ id, earned: 10, returned: 500 }]);
    const told = await api.http.get(`/api/v1/members/${memberId}/timeline`).set(bearer()).expect(200);
    expect(told.body.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'purchase.returned', points: -5, subject: { type: 'purchase', id } }),
        expect.objectContaining({ kind: 'purchase.recorded', points: 10, subject: { type: 'purchase', id } }),
      ]),
    );
  });

  it('from nobody if the purchase has no member', async () => {
    const { id } = await till.sell(null, 1000);
    const back = await till.takeBack(id, [{ line: 0, quantity: 0.5 }]);
    expect(back).toMatchObject({ amount: 500, points: null, explanation: [] });
  });
});

describe('a refused return changes nothing:', () => {
  const refuse = async (id: string, body: object, headers: Record<string, string> = bearer()) => {
    const before = await countBooks(api);
    const reply = await api.http
      .post(`/api/v1/purchases/${id}/returns`)
      .set({ 'idempotency-key': randomUUID(), ...headers })
      .send(body);
    expect(await countBooks(api)).toEqual(before);
    const { code, errors, purchaseId } = reply.body;
    return { status: reply.status, code, pointer: errors?.[0]?.pointer, purchaseId };
  };
  const one = { line: 0, quantity: 1 };

  it('more than was bought, at once, in parts, or of an unknown line', async () => {
    const { id } = await till.sell(await newMember(), { lines: [{ quantity: 3, amount: 1000 }] });
    const tooMuch = { status: 422, code: 'returned-more-than-bought' };
    expect(await refuse(id, { lines: [{ line: 0, quantity: 3.001 }] })).toMatchObject({
      ...tooMuch,
      pointer: '/lines/0/quantity',
    });
    await till.takeBack(id, [{ line: 0, quantity: 2 }]);
    expect(await refuse(id, { lines: [one, { line: 0, quantity: 0.5 }] })).toMatchObject({
      ...tooMuch,
      pointer: '/lines/1/quantity',
    });
    expect(await refuse(id, { lines: [{ line: 1, quantity: 1 }] })).toMatchObject(tooMuch);
    expect((await till.takeBack(id, [one])).points?.takenBack).toBeGreaterThan(0);
    expect(await balanceOf((await readPurchase(id)).member.id)).toMatchObject({ available: 0, status: 0 });
  });

  it.each([0, -1, 0.0001, '1', 1e9])('a quantity of %j', async (quantity) => {
    const { id } = await till.sell(await newMember(), 1000);
    expect(await refuse(id, { lines: [{ line: 0, quantity }] })).toMatchObject({
      status: 400,
      code: 'invalid-request',
      pointer: '/lines/0/quantity',
    });
  });

  it('an unknown purchase, no lines, a return before the purchase or in the future', async () => {
    const { id } = await till.sell(await newMember(), 1000);
    expect(await refuse(randomUUID(), { lines: [one] })).toMatchObject({ status: 404, code: 'not-found' });
    expect(await refuse(id, { lines: [] })).toMatchObject({ status: 400, pointer: '/lines' });
    expect(await refuse(id, { lines: [one], returnedAt: '2020-01-01T00:00:00Z' })).toMatchObject({
      status: 400,
      pointer: '/returnedAt',
    });
    expect(await refuse(id, { lines: [one], returnedAt: '2030-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      code: 'purchase-in-future',
      pointer: '/returnedAt',
    });
  });

  it('a return receipt that was counted before; purchases have separate receipt numbers', async () => {
    const receipt = { location: vienna.code, number: 'B-1' };
    const { id } = await till.sell(await newMember(), { lines: [{ quantity: 3, unitPrice: 500 }], receipt });
    await api.http
      .post(`/api/v1/purchases/${id}/returns`)
      .set({ ...bearer(), 'idempotency-key': randomUUID() })
      .send({ lines: [one], receipt })
      .expect(201);
    const refusal = await refuse(id, { lines: [one], receipt });
    expect(refusal).toMatchObject({ status: 409, code: 'receipt-already-counted', purchaseId: id });
  });

  it('by staff of another location, and of one’s own purchase', async () => {
    const elsewhere = await makeLocation(api);
    const cashier = await makeStaff(api, ['cashier'], { locationIds: [elsewhere.id] });
    const { id } = await till.sell(await newMember(), 1000);
    const headers = { cookie: cashier.cookie, origin: api.url };
    const receipt = { location: elsewhere.code, number: 'back-here' };
    for (const offered of [{ lines: [one] }, { lines: [one], receipt }])
      expect(await refuse(id, offered, headers)).toMatchObject({ status: 404, code: 'not-found' });
    const own = await makeSignedInMember(api, { roles: ['cashier'] });
    const bought = await till.sell(own.member.id, 1000);
    expect(await refuse(bought.id, { lines: [one] }, { cookie: own.cookie, origin: api.url })).toMatchObject({
      status: 403,
      code: 'self-earning-refused',
    });
    // Staff of both locations can take back at one what was bought at the other.
    const { cookie } = await makeStaff(api, ['cashier'], { locationIds: [elsewhere.id, vienna.id] });
    await api.http
      .post(`/api/v1/purchases/${id}/returns`)
      .set({ cookie, origin: api.url, 'idempotency-key': randomUUID() })
      .send({ lines: [one], receipt })
      .expect(201);
  });
});

it('20 parallel partial returns take back no more than the whole', async () => {
  const memberId = await newMember();
  const { id } = await till.sell(memberId, { lines: [{ quantity: 10, unitPrice: 1000 }] });
  const replies = await Promise.all(
    Array.from({ length: 20 }, () =>
      api.http
        .post(`/api/v1/purchases/${id}/returns`)
        .set({ ...bearer(), 'idempotency-key': randomUUID() })
        .send({ lines: [{ line: 0, quantity: 1 }] }),
    ),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(replies.filter(({ body }) => body.code === 'returned-more-than-bought')).toHaveLength(10);
  expect(await balanceOf(memberId)).toMatchObject({ available: 0, debt: 0, status: 0 });
});
