import {
  adjustPoints,
  captureHold,
  getMemberPoints,
  getOwnPoints,
  holdPoints,
  listAuditEntries,
  listOwnActivity,
  listPointsEntries,
  redeemPoints,
  releaseHold,
  reverseTransaction,
} from '@regulars/contracts';
import type { RegularsClient } from '@regulars/client';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { changeStatus, makeMember } from '../support/makers/members.ts';
import { makeAwards, makeMemberWithPoints, makeWallet, takeBackFrom } from '../support/makers/points.ts';

let api: TestApp;
let till: RegularsClient;
beforeAll(async () => {
  api = await startApp();
  till = api.client({ apiKey: await makeKey(api, ['points:read', 'points:write']) });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const balanceOf = (id: string) => till.call(getMemberPoints, { params: { id } });
const refused = (code: string) => ({ code });

describe('an adjustment', () => {
  it('gives and takes points, with a reason in the journal', async () => {
    const id = await makeWallet(api);
    const given = await till.call(adjustPoints, { params: { id }, body: { points: 100, reason: 'Kulanz' } });
    expect(given).toMatchObject({ points: 100, balance: { available: 100, pending: 0, held: 0, debt: 0 } });
    await till.call(adjustPoints, { params: { id }, body: { points: -30, reason: 'Mistake' } });
    expect(await balanceOf(id)).toMatchObject({ available: 70, expiring: [], pendingUntil: [] });
    const entries = await till.call(listPointsEntries, { params: { id } });
    expect(entries.data.map(({ from, to, points, reason }) => [from, to, points, reason])).toEqual([
      ['available', 'adjusted', 30, 'Mistake'],
      ['adjusted', 'available', 100, 'Kulanz'],
    ]);
  });

  it('never makes debt', async () => {
    const id = await makeMemberWithPoints(api, 10);
    const taken = till.call(adjustPoints, { params: { id }, body: { points: -11, reason: 'too much' } });
    await expect(taken).rejects.toMatchObject({ code: 'insufficient-points', status: 422 });
    expect((await balanceOf(id)).available).toBe(10);
  });

  it('is refused to staff for their own card', async () => {
    const memberId = await makeMemberWithPoints(api, 10);
    const manager = api.client(await makeStaff(api, ['manager'], { memberId }));
    const params = { id: memberId };
    const calls = [
      () => manager.call(adjustPoints, { params, body: { points: 5, reason: 'for me' } }),
      () => manager.call(redeemPoints, { params, body: { points: 5, reason: 'for me' } }),
      () => manager.call(holdPoints, { params, body: { points: 5, reason: 'for me' } }),
    ];
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({ code: 'self-earning-refused', status: 403 });
    const audit = api.client(await makeStaff(api, ['admin']));
    const { data } = await audit.call(listAuditEntries, {});
    expect(data.filter(({ action }) => action === 'self-earning.refused')).toHaveLength(3);
    expect((await balanceOf(memberId)).available).toBe(10);
  });
});

describe('a redemption', () => {
  it('needs enough points', async () => {
    const id = await makeMemberWithPoints(api, 10);
    const body = { points: 11, reason: 'more than there is' };
    const refusal = till.call(redeemPoints, { params: { id }, body });
    await expect(refusal).rejects.toMatchObject({
      code: 'insufficient-points',
      problem: { detail: 'available: 10, wanted: 11' },
    });
  });
});

describe('a blocked member', () => {
  it('cannot spend, but staff can still correct the balance', async () => {
    const { id } = await makeMember(api);
    await makeAwards(api, id, [{ points: 10, expiresAt: null }]);
    await changeStatus(api, id, 'blocked');
    for (const spend of [redeemPoints, holdPoints])
      await expect(
        till.call(spend, { params: { id }, body: { points: 1, reason: 'Fest' } }),
      ).rejects.toMatchObject({ code: 'member-not-active', status: 422 });
    const mended = await till.call(adjustPoints, { params: { id }, body: { points: -10, reason: 'Fraud' } });
    expect(mended).toMatchObject({ balance: { available: 0 } });
  });
});

describe('a reversal', () => {
  const reverse = (transactionId: string | null) =>
    till.call(reverseTransaction, { params: { id: transactionId ?? '' }, body: { reason: 'Mistake' } });

  it('undoes an adjustment, once', async () => {
    const id = await makeMemberWithPoints(api, 10);
    const given = await till.call(adjustPoints, { params: { id }, body: { points: 500, reason: 'typo' } });
    expect(await reverse(given.transactionId)).toMatchObject({ points: -500, balance: { available: 10 } });
    await expect(reverse(given.transactionId)).rejects.toMatchObject({
      code: 'already-reversed',
      status: 409,
    });
    const taken = await till.call(adjustPoints, { params: { id }, body: { points: -4, reason: 'typo' } });
    expect(await reverse(taken.transactionId)).toMatchObject({ points: 4, balance: { available: 10 } });
  });

  it('repays debt with the points that come back', async () => {
    const id = await makeMemberWithPoints(api, 100);
    const redeemed = await till.call(redeemPoints, { params: { id }, body: { points: 80, reason: 'Fest' } });
    await takeBackFrom(api, id, 100);
    expect(await balanceOf(id)).toMatchObject({ available: 0, debt: 80 });
    expect((await reverse(redeemed.transactionId)).balance).toMatchObject({ available: 0, debt: 0 });
  });

  it('is refused for spent points, for postings that have a reversal of their own, and for unknown ones', async () => {
    const id = await makeWallet(api);
    const given = await till.call(adjustPoints, { params: { id }, body: { points: 50, reason: 'typo' } });
    await till.call(redeemPoints, { params: { id }, body: { points: 1, reason: 'spent' } });
    await expect(reverse(given.transactionId)).rejects.toMatchObject(refused('insufficient-points'));
    await makeAwards(api, id, [{ points: 5 }]);
    const earned = (await till.call(listPointsEntries, { params: { id } })).data[0];
    expect(earned?.kind).toBe('earn');
    await expect(reverse(earned?.transactionId ?? '')).rejects.toMatchObject({
      code: 'cannot-reverse',
      status: 422,
    });
    await expect(reverse(randomUUID())).rejects.toMatchObject({ code: 'not-found', status: 404 });
    await expect(reverse('nonsense')).rejects.toMatchObject({ code: 'not-found', status: 404 });
    expect((await balanceOf(id)).available).toBe(54);
  });
});

describe('a hold', () => {
  const hold = (id: string, points: number, minutes?: number) =>
    till.call(holdPoints, { params: { id }, body: { points, reason: 'Checkout', minutes } });

  it('is captured or released, once', async () => {
    const id = await makeMemberWithPoints(api, 100);
    const first = await hold(id, 60);
    expect(first).toMatchObject({ points: 60, state: 'active', balance: { available: 40, held: 60 } });
    const captured = await till.call(captureHold, { params: { id: first.id } });
    expect(captured).toMatchObject({ id: first.id, state: 'captured', balance: { available: 40, held: 0 } });
    for (const again of [captureHold, releaseHold])
      await expect(till.call(again, { params: { id: first.id } })).rejects.toMatchObject({
        code: 'hold-not-active',
        status: 422,
      });
    const second = await hold(id, 40);
    const released = await till.call(releaseHold, { params: { id: second.id } });
    expect(released).toMatchObject({ state: 'released', balance: { available: 40, held: 0 } });
    await expect(till.call(captureHold, { params: { id: randomUUID() } })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(
      (await till.call(reverseTransaction, { params: { id: captured.transactionId }, body: { reason: 'x' } }))
        .balance.available,
    ).toBe(100);
  });

  it('times out, before any job has run (example 12)', async () => {
    const id = await makeMemberWithPoints(api, 500);
    const held = await hold(id, 200, 15);
    const redeem = () => till.call(redeemPoints, { params: { id }, body: { points: 400, reason: 'Fest' } });
    await expect(redeem()).rejects.toMatchObject(refused('insufficient-points'));
    api.clock.advance({ minutes: 15 });
    expect(await balanceOf(id)).toMatchObject({ available: 500, held: 0 });
    expect((await redeem()).balance).toMatchObject({ available: 100, held: 0 });
    await expect(till.call(captureHold, { params: { id: held.id } })).rejects.toMatchObject(
      refused('hold-not-active'),
    );
  });
});

describe('invalid input', () => {
  const post = (id: string, kind: string, body: object, key: string | null = randomUUID()) => {
    const request = api.http
      .post(`/api/v1/members/${id}/points/${kind}`)
      .set('authorization', `Bearer ${secret}`);
    return (key === null ? request : request.set('idempotency-key', key)).send(body);
  };
  let secret = '';
  beforeAll(async () => {
    secret = await makeKey(api);
  });

  it.each([
    ['adjustments', 0],
    ['adjustments', 1.5],
    ['adjustments', 1_000_000_001],
    ['adjustments', -1_000_000_001],
    ['adjustments', 1e300],
    ['adjustments', '100'],
    ['adjustments', null],
    ['redemptions', 0],
    ['redemptions', -5],
    ['redemptions', 0.1],
    ['redemptions', 'NaN'],
    ['redemptions', true],
    ['holds', -1],
    ['holds', 9_007_199_254_740_993],
    ['holds', []],
  ])('in %s of %j points is refused and changes nothing', async (kind, points) => {
    const id = await makeMemberWithPoints(api, 10);
    const reply = await post(id, kind, { points, reason: 'bad' }).expect(400);
    expect(reply.body).toMatchObject({ code: 'invalid-request', errors: expect.any(Array) });
    expect(reply.body.errors[0].pointer).toBe('/points');
    expect((await balanceOf(id)).available).toBe(10);
  });

  it('gets a pointer to the reason and the minutes', async () => {
    const id = await makeMemberWithPoints(api, 10);
    for (const reason of ['', ' ', 'x'.repeat(201), 7, undefined]) {
      const reply = await post(id, 'redemptions', { points: 1, reason }).expect(400);
      expect(reply.body.errors[0].pointer).toBe('/reason');
    }
    for (const minutes of [0, -1, 1441, 1.5, 'long']) {
      const reply = await post(id, 'holds', { points: 1, reason: 'x', minutes }).expect(400);
      expect(reply.body.errors[0].pointer).toBe('/minutes');
    }
    expect((await balanceOf(id)).available).toBe(10);
  });

  it('with an unknown member is refused', async () => {
    for (const id of [randomUUID(), 'nonsense', '1 or 1=1'].map(encodeURIComponent)) {
      expect((await post(id, 'adjustments', { points: 1, reason: 'x' }).expect(404)).body.code).toBe(
        'not-found',
      );
      await api.http.get(`/api/v1/members/${id}/points`).set('authorization', `Bearer ${secret}`).expect(404);
      await api.http
        .get(`/api/v1/members/${id}/points/entries`)
        .set('authorization', `Bearer ${secret}`)
        .expect(404);
    }
  });

  it('without an idempotency key, with a long one or with one of another request is refused', async () => {
    const id = await makeMemberWithPoints(api, 10);
    const body = { points: 1, reason: 'x' };
    for (const key of [null, '', ' ', 'k'.repeat(256)])
      expect((await post(id, 'redemptions', body, key).expect(400)).body.code).toBe(
        'idempotency-key-required',
      );
    const key = 'k'.repeat(255);
    const first = await post(id, 'redemptions', body, key).expect(201);
    const again = await post(id, 'redemptions', body, key).expect(201).expect('idempotent-replayed', 'true');
    expect(again.body).toEqual(first.body);
    expect((await post(id, 'redemptions', { ...body, points: 2 }, key).expect(422)).body.code).toBe(
      'idempotency-key-reused',
    );
    expect((await balanceOf(id)).available).toBe(9);
  });

  it('with a forged cursor or page size is refused', async () => {
    const memberId = await makeMemberWithPoints(api, 10);
    const { cookie } = await makeStaff(api, [], { memberId });
    const forged = [
      ['x', 'y'],
      ['2026-01-01', 'y'],
      ['x', memberId],
      [1, 2],
      ['infinity', memberId],
    ];
    for (const values of forged) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      const reply = await api.http.get(`/api/v1/me/activity?cursor=${cursor}`).set('cookie', cookie);
      expect([200, 400], JSON.stringify(values)).toContain(reply.status);
    }
    await api.http.get('/api/v1/me/activity?limit=1000000').set('cookie', cookie).expect(400);
    const one = Buffer.from('["x"]').toString('base64url');
    await api.http
      .get(`/api/v1/members/${memberId}/points/entries?cursor=${one}`)
      .set('authorization', `Bearer ${secret}`)
      .expect(400);
  });
});

describe('the permissions', () => {
  it('to read and to post are separate', async () => {
    const memberId = await makeMemberWithPoints(api, 10);
    const params = { id: memberId };
    const member = api.client(await makeStaff(api, [], { memberId }));
    const cashier = api.client(await makeStaff(api, ['cashier']));
    const reader = api.client({ apiKey: await makeKey(api, ['points:read']) });
    expect(await member.call(getOwnPoints)).toMatchObject({ available: 10 });
    const body = { points: 1, reason: 'x' };
    await cashier.call(redeemPoints, { params, body });
    for (const call of [
      () => member.call(getMemberPoints, { params }),
      () => member.call(redeemPoints, { params, body }),
      () => cashier.call(adjustPoints, { params, body }),
      () => cashier.call(getOwnPoints),
      () => reader.call(adjustPoints, { params, body }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
    await expect(api.client().call(getMemberPoints, { params })).rejects.toMatchObject({ status: 401 });
    expect((await balanceOf(memberId)).available).toBe(9);
  });
});

describe('the activity of a member', () => {
  it('lists every posting once, newest first, in pages', async () => {
    const memberId = await makeWallet(api);
    const params = { id: memberId };
    const now = api.clock.now();
    await makeAwards(api, memberId, [
      { points: 100, status: 100, expiresAt: null },
      { points: 0, status: 5 },
    ]);
    api.clock.advance({ seconds: 1 });
    await makeAwards(api, memberId, [
      { points: 40, availableAt: new Date(now + 3_600_000).toISOString(), expiresAt: null },
    ]);
    api.clock.advance({ minutes: 1 });
    await till.call(redeemPoints, { params, body: { points: 60, reason: 'Fest' } });
    api.clock.advance({ days: 1 });
    const taken = await till.call(adjustPoints, { params, body: { points: -10, reason: 'Mistake' } });
    await till.call(reverseTransaction, {
      params: { id: taken.transactionId ?? '' },
      body: { reason: 'Back' },
    });
    const member = api.client(await makeStaff(api, [], { memberId }));
    const first = await member.call(listOwnActivity, { query: { limit: 4 } });
    const second = await member.call(listOwnActivity, {
      query: { limit: 4, cursor: first.cursor.next ?? '' },
    });
    const all = [...first.data, ...second.data];
    expect(all.map(({ kind, points, pending, reason }) => [kind, points, pending, reason])).toEqual([
      ['reverse', 10, 0, 'Back'],
      ['adjust', -10, 0, 'Mistake'],
      ['release', 0, -40, null],
      ['redeem', -60, 0, 'Fest'],
      ['earn', 40, 40, 'made for a test'],
      ['earn', 100, 0, 'made for a test'],
    ]);
    expect(all[4]?.availableAt).toBe(new Date(now + 3_600_000).toISOString());
    expect(second.cursor.next).toBeNull();
    expect((await member.call(getOwnPoints)).status).toBe(105);
  });
});
