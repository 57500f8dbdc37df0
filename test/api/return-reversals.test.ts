import { randomUUID } from 'node:crypto';
import { ApiProblem } from '@regulars/client';
import {
  claimPurchase,
  getMemberPoints,
  getPurchase,
  listLargeReturns,
  redeemPoints,
  reverseReturn,
  returnPurchase,
  type Location,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulePublishing } from '../../apps/api/src/features/earning/index.ts';
import { UndonePurchases } from '../../apps/api/src/features/purchases/index.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { rowsOf } from '../support/rows.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import {
  changeApprovals,
  changeClub,
  countBooks,
  makeRule,
  makeTier,
  perMoney,
  Till,
} from '../support/makers/purchases.ts';

let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let ruleId: string;

beforeAll(async () => {
  api = await startApp();
  vienna = await makeLocation(api, { code: 'vienna-1', name: 'Wien' });
  await makeTier(api, { code: 'bronze' });
  await makeTier(api, { code: 'silver', threshold: 500 });
  ruleId = (await makeRule(api)).id;
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const client = () => api.client({ apiKey: key });
const newMember = async () => (await makeMember(api)).id;
const balanceOf = (id: string) => client().call(getMemberPoints, { params: { id } });
const read = (id: string) => client().call(getPurchase, { params: { id } });
const redeem = (id: string, points: number) =>
  client().call(redeemPoints, { params: { id }, body: { points, reason: 'A book' } });
const reverse = (id: string) =>
  client().call(reverseReturn, { params: { id }, body: { reason: 'Wrong receipt scanned' } });
const all = [{ line: 0, quantity: 1 }];
const codeOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
const refused = async (call: () => Promise<unknown>): Promise<string> => {
  const before = await countBooks(api);
  const code = await codeOf(call());
  expect(await countBooks(api)).toEqual(before);
  return code;
};
const setReturns = async (returns: 'debt' | 'within-balance') => {
  const { body } = await api.http.get('/api/v1/club').expect(200);
  await changeClub(api, { points: { ...body.points, returns } });
};

describe('a mistaken return is taken back', () => {
  it('with goods, points and status; the number of its receipt stays used', async () => {
    const memberId = await newMember();
    const sold = await till.sell(memberId, { lines: [{ quantity: 3, amount: 1000 }, { amount: 500 }] });
    const receipt = { location: vienna.code, number: `RR-${randomUUID()}` };
    const mistaken = await client().call(returnPurchase, {
      params: { id: sold.id },
      body: {
        receipt,
        lines: [
          { line: 0, quantity: 2 },
          { line: 1, quantity: 1 },
        ],
      },
    });
    expect(await balanceOf(memberId)).toMatchObject({ available: 3, status: 3 });
    const reply = await reverse(mistaken.id);
    expect(reply).toMatchObject({
      returnId: mistaken.id,
      purchaseId: sold.id,
      amount: 1167,
      points: { givenBack: 12, debtCancelled: 0, debtRepaid: 0, expired: 0, balance: { available: 15 } },
      explanation: [{ title: 'Return taken back', points: 12 }],
    });
    expect(await balanceOf(memberId)).toMatchObject({ available: 15, status: 15, debt: 0 });
    const purchase = await read(sold.id);
    expect(purchase.lines.map(({ returned }) => returned)).toEqual([0, 0]);
    expect(purchase.returns).toMatchObject([
      { id: mistaken.id, reversed: { reason: 'Wrong receipt scanned', points: 12 } },
    ]);
    const again = client().call(returnPurchase, { params: { id: sold.id }, body: { receipt, lines: all } });
    expect(await codeOf(again)).toBe('receipt-already-counted');
    expect((await till.takeBack(sold.id, [{ line: 0, quantity: 3 }])).points).toMatchObject({
      takenBack: 10,
    });
  });

  it('also from the lists, figures and facts', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 2000);
    const { id: returnId } = await till.takeBack(id, all);
    await reverse(returnId);
    const get = (path: string) =>
      api.http
        .get(`/api/v1${path}`)
        .set({ authorization: `Bearer ${key}` })
        .expect(200);
    const list = await get(`/purchases?member=${memberId}`);
    expect(list.body.data).toMatchObject([{ id, returned: 0 }]);
    const { body } = await get(`/members/${memberId}/timeline`);
    expect((body.data as { kind: string }[]).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['return.reversed', 'purchase.returned', 'purchase.recorded']),
    );
    const facts = () =>
      rowsOf(api, 'select purchases, spend from member_facts where member_id = $1', [memberId]);
    await expect.poll(facts).toEqual([{ purchases: 1, spend: 2000 }]);
  });

  it('with debt: what repaid it comes back', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    await redeem(memberId, 80);
    const { id: returnId } = await till.takeBack(id, all);
    await till.sell(memberId, 5000);
    expect(await balanceOf(memberId)).toMatchObject({ available: 0, debt: 30 });
    expect((await reverse(returnId)).points).toMatchObject({ givenBack: 100, debtCancelled: 30 });
    expect(await balanceOf(memberId)).toMatchObject({ available: 70, debt: 0, status: 150 });
  });

  it('with forgiven points: they no longer wait for what comes back', async () => {
    await setReturns('within-balance');
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    const { transactionId } = await redeem(memberId, 80);
    const { id: returnId } = await till.takeBack(id, all);
    await reverse(returnId);
    expect(await balanceOf(memberId)).toMatchObject({ available: 20 });
    await api.http
      .post(`/api/v1/points/transactions/${transactionId}/reverse`)
      .set({ authorization: `Bearer ${key}`, 'idempotency-key': randomUUID() })
      .send({ reason: 'Not wanted' })
      .expect(201);
    expect(await balanceOf(memberId)).toMatchObject({ available: 100, debt: 0 });
    await setReturns('debt');
  });

  it('beside another return, by what the remaining goods earn', async () => {
    const rules = api.app.get(RulePublishing);
    await rules.pause(system, ruleId);
    const { id: coarse } = await makeRule(api, { effect: perMoney(1, 1000) });
    const memberId = await newMember();
    const { id } = await till.sell(memberId, { lines: [{ amount: 9900 }, { amount: 100 }] });
    const first = await till.takeBack(id, [{ line: 1, quantity: 1 }]);
    const second = await till.takeBack(id, [{ line: 0, quantity: 1 }]);
    expect([first.points?.takenBack, second.points?.takenBack]).toEqual([1, 9]);
    expect((await reverse(first.id)).points).toMatchObject({ givenBack: 0 });
    expect((await reverse(second.id)).points).toMatchObject({ givenBack: 10 });
    expect(await balanceOf(memberId)).toMatchObject({ available: 10, status: 10 });
    await rules.pause(system, coarse);
    await rules.publish(system, ruleId);
  });

  it('and raises a member again that it had kept from a tier', async () => {
    const memberId = await newMember();
    const first = await till.sell(memberId, 40_000);
    const { id: returnId } = await till.takeBack(first.id, all);
    await till.sell(memberId, 20_000);
    const tierOf = async () =>
      (
        await api.http
          .get(`/api/v1/members/${memberId}/tier`)
          .set({ authorization: `Bearer ${key}` })
          .expect(200)
      ).body.code;
    expect(await tierOf()).toBe('bronze');
    await reverse(returnId);
    expect(await tierOf()).toBe('silver');
  });

  it('of a purchase without a member, and before the purchase was claimed', async () => {
    const { member, cookie } = await makeSignedInMember(api);
    const number = `R-${randomUUID()}`;
    const sold = await till.sell(null, {
      receipt: { location: vienna.code, number },
      lines: [{ amount: 6000 }, { amount: 4000 }],
    });
    const { id: first } = await till.takeBack(sold.id, [{ line: 1, quantity: 1 }]);
    const anonymous = await reverse(first);
    expect(anonymous).toMatchObject({ amount: 4000, points: null, explanation: [] });
    const { id: second } = await till.takeBack(sold.id, [{ line: 1, quantity: 1 }]);
    const date = new Date(api.clock.now()).toISOString().slice(0, 10);
    const claimed = await api
      .client({ cookie })
      .call(claimPurchase, { body: { location: vienna.code, number, date, total: 10_000 } });
    expect(claimed.points?.earned).toBe(60);
    expect((await reverse(second)).points).toMatchObject({ givenBack: 40 });
    expect(await balanceOf(member.id)).toMatchObject({ available: 100, status: 100 });
    expect((await till.takeBack(sold.id, all)).points).toMatchObject({ takenBack: 60 });
  });

  it('and a large one shows in the list for review that it was', async () => {
    await changeApprovals(api, { points: 50 });
    const { id } = await till.sell(await newMember(), 9000);
    const { id: returnId } = await till.takeBack(id, all);
    await reverse(returnId);
    const { data } = await client().call(listLargeReturns, { query: {} });
    expect(data.find((each) => each.id === returnId)?.reversedAt).not.toBeNull();
    await changeApprovals(api, { points: null });
  });
});

describe('a refused reversal changes nothing:', () => {
  it('of a return that was taken back before', async () => {
    const { id } = await till.sell(await newMember(), 1000);
    const { id: returnId } = await till.takeBack(id, all);
    await reverse(returnId);
    expect(await refused(() => reverse(returnId))).toBe('already-reversed');
  });

  it('of a return on whose lines a later one is built', async () => {
    const { id } = await till.sell(await newMember(), { lines: [{ quantity: 3, amount: 1000 }] });
    const first = await till.takeBack(id, all);
    const later = await till.takeBack(id, all);
    expect(await refused(() => reverse(first.id))).toBe('later-return');
    await reverse(later.id);
    expect((await reverse(first.id)).amount).toBe(333);
  });

  it('of an undone import', async () => {
    const { id } = await till.sell(await newMember(), 1000);
    await api.app.get(UndonePurchases).undoMany(system, [id], 'wrong file');
    const [undone] = (await read(id)).returns;
    // Its id is made of a hash, which is rarely the id of something that a request may name.
    expect(['not-found', 'cannot-reverse']).toContain(await refused(() => reverse(undone?.id ?? '')));
  });

  it('of a former member, or of nothing', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 1000);
    const { id: returnId } = await till.takeBack(id, all);
    await api.http
      .post(`/api/v1/members/${memberId}/close`)
      .set({ authorization: `Bearer ${key}` })
      .send({ reason: 'Moved away' })
      .expect((reply) => expect(reply.status).toBeLessThan(300));
    expect(await refused(() => reverse(returnId))).toBe('member-not-active');
    expect(await refused(() => reverse(randomUUID()))).toBe('not-found');
    expect(await refused(() => reverse('nonsense'))).toBe('not-found');
  });
});

describe('at the same time', () => {
  const settled = (calls: readonly Promise<unknown>[]) => Promise.all(calls.map(codeOf));

  it('many reversals of one return count once', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    const { id: returnId } = await till.takeBack(id, all);
    const codes = await settled(Array.from({ length: 6 }, () => reverse(returnId)));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['done', 'already-reversed']));
    expect(await balanceOf(memberId)).toMatchObject({ available: 100, status: 100 });
  });

  it('one key gives one reversal', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, 10_000);
    const { id: returnId } = await till.takeBack(id, all);
    const idempotency = randomUUID();
    const send = () =>
      api.http
        .post(`/api/v1/returns/${returnId}/reverse`)
        .set({ authorization: `Bearer ${key}`, 'idempotency-key': idempotency })
        .send({ reason: 'Typed twice' });
    const first = await send().expect(201);
    const replayed = await send().expect(201);
    expect(replayed.body).toEqual(first.body);
    expect(replayed.headers['idempotent-replayed']).toBe('true');
    expect(await balanceOf(memberId)).toMatchObject({ available: 100 });
  });

  it('a reversal, further returns and redemptions neither lose nor double points', async () => {
    const memberId = await newMember();
    const { id } = await till.sell(memberId, { lines: [{ amount: 10_000 }, { amount: 10_000 }] });
    const { id: returnId } = await till.takeBack(id, all);
    const codes = await settled([
      reverse(returnId),
      till.takeBack(id, [{ line: 1, quantity: 1 }]),
      ...Array.from({ length: 4 }, () => redeem(memberId, 30)),
      till.sell(memberId, 1000),
    ]);
    expect(codes.slice(0, 2)).toEqual(['done', 'done']);
    const redeemed = codes.slice(2, 6).filter((code) => code === 'done').length;
    const { available, debt, status } = await balanceOf(memberId);
    expect(available - debt).toBe(110 - 30 * redeemed);
    expect(status).toBe(110);
    const purchase = await read(id);
    expect(purchase.lines.map(({ returned }) => returned)).toEqual([0, 1]);
  });
});
