import type { RegularsClient } from '@regulars/client';
import {
  createReward,
  getOwnPoints,
  getReward,
  listAuditEntries,
  listOwnRewards,
  listRewards,
  redeemReward,
  updateReward,
} from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';

let api: TestApp;
let manager: RegularsClient;
beforeAll(async () => {
  api = await startApp();
  manager = api.client(await makeStaff(api, ['manager']));
});
afterAll(() => api.close());

const name = { de: 'Kaffeetasse', en: 'Coffee cup' };

describe('the catalogue', () => {
  it('accepts a new reward with sensible defaults, and lists the newest first', async () => {
    const made = await manager.call(createReward, { body: { name, points: 300 } });
    expect(made).toMatchObject({
      name,
      points: 300,
      version: 1,
      state: 'draft',
      stock: null,
      perMember: null,
      voucherDays: 90,
      picture: 'gift',
      redeemed: 0,
    });
    const second = await manager.call(createReward, { body: { name: { en: 'Book' }, points: 5 } });
    const first = await manager.call(listRewards, { query: { limit: 1 } });
    expect(first.data.map(({ id }) => id)).toEqual([second.id]);
    const next = await manager.call(listRewards, { query: { limit: 1, cursor: first.cursor.next ?? '' } });
    expect(next.data.map(({ id }) => id)).toEqual([made.id]);
  });

  it('keeps absent fields at an edit, creates a version and writes an audit entry', async () => {
    const made = await makeReward(api, { stock: 10, perMember: 2, category: { de: 'drinks' } });
    const edited = await manager.call(updateReward, {
      params: { id: made.id },
      body: { points: 150, stock: 12 },
      version: 1,
    });
    expect(edited).toEqual({
      ...made,
      category: 'drinks',
      categoryTexts: { de: 'drinks' },
      points: 150,
      stock: 12,
      version: 2,
      updatedAt: expect.any(String),
    });
    const outdated = manager.call(updateReward, { params: { id: made.id }, body: { points: 1 }, version: 1 });
    await expect(outdated).rejects.toMatchObject({ code: 'version-changed', status: 412 });
    expect(await manager.call(getReward, { params: { id: made.id } })).toEqual(edited);
    const { data } = await manager.call(listAuditEntries, {});
    expect(data.find(({ action }) => action === 'reward.changed')).toMatchObject({
      before: { points: 100, stock: 10 },
      after: { points: 150, stock: 12 },
    });
  });

  it('does not change the stock at an edit of the name', async () => {
    const made = await makeReward(api, { stock: 3 });
    const saver = await makeSaver(api, 100);
    await api.client(saver).call(redeemReward, { params: { id: made.id }, body: {} });
    const edited = await manager.call(updateReward, { params: { id: made.id }, body: { name }, version: 1 });
    expect(edited).toMatchObject({ stock: 2, redeemed: 1 });
  });

  it.each([
    [{ points: 0 }, '/points'],
    [{ points: -5 }, '/points'],
    [{ points: 1.5 }, '/points'],
    [{ points: '100' }, '/points'],
    [{ points: 1_000_000_001 }, '/points'],
    [{ stock: -1 }, '/stock'],
    [{ perMember: 0 }, '/perMember'],
    [{ voucherDays: 0 }, '/voucherDays'],
    [{ voucherDays: 731 }, '/voucherDays'],
    [{ name: {} }, '/name'],
    [{ name: { en: ' ' } }, '/name'],
    [{ name: { en: 'x'.repeat(121) } }, '/name/en'],
    [{ picture: 'tank' }, '/picture'],
    [{ state: 'gone' }, '/state'],
    [{ validFrom: 'tomorrow' }, '/validFrom'],
    [{ validFrom: '2026-12-24T00:00:00Z', validUntil: '2026-12-24T00:00:00Z' }, '/validUntil'],
  ])('refuses to create or edit %j', async (wrong, pointer) => {
    const { id } = await makeReward(api);
    const made = await manager.call(getReward, { params: { id } });
    const reward = { name, points: 100, ...wrong } as { name: typeof name; points: number };
    const refusal = { status: 400, code: 'invalid-request', fields: { [pointer]: expect.any(String) } };
    await expect(manager.call(createReward, { body: reward })).rejects.toMatchObject(refusal);
    const edit = manager.call(updateReward, { params: { id: made.id }, body: reward, version: 1 });
    await expect(edit).rejects.toMatchObject(refusal);
    expect(await manager.call(getReward, { params: { id: made.id } })).toEqual(made);
  });

  it('can be edited by managers and read by staff', async () => {
    const { id } = await makeReward(api);
    const cashier = api.client(await makeStaff(api, ['cashier']));
    const saver = api.client(await makeSaver(api, 10));
    await cashier.call(getReward, { params: { id } });
    for (const call of [
      () => cashier.call(createReward, { body: { name, points: 1 } }),
      () => cashier.call(updateReward, { params: { id }, body: { points: 1 }, version: 1 }),
      () => saver.call(listRewards, {}),
    ])
      await expect(call()).rejects.toMatchObject({ status: 403 });
    for (const unknown of [randomUUID(), 'nonsense'])
      await expect(manager.call(getReward, { params: { id: unknown } })).rejects.toMatchObject({
        status: 404,
      });
  });
});

describe('the rewards for a member', () => {
  it('are sorted affordable first, then nearest, and contain current offers only', async () => {
    const club = await makeKey(api);
    for (const { id, version, state } of (await manager.call(listRewards, { query: { limit: 200 } })).data)
      if (state === 'live')
        await manager.call(updateReward, { params: { id }, body: { state: 'paused' }, version });
    const dear = await makeReward(api, { points: 900 });
    const near = await makeReward(api, { points: 260 });
    const affordable = await makeReward(api, { points: 200 });
    const cheap = await makeReward(api, { points: 50, perMember: 1 });
    await makeReward(api, { state: 'draft' });
    await makeReward(api, { validUntil: '2026-11-01T00:00:00Z' });
    await makeReward(api, { validFrom: '2026-12-01T00:00:00Z' });
    const saver = await makeSaver(api, 300);
    await api
      .client({ apiKey: club })
      .call(redeemReward, { params: { id: cheap.id }, body: { memberId: saver.member.id } });
    const { data } = await api.client(saver).call(listOwnRewards);
    expect(data.map(({ id, missing, limitReached }) => [id, missing, limitReached])).toEqual([
      [affordable.id, 0, false],
      [near.id, 10, false],
      [dear.id, 650, false],
      [cheap.id, 0, true],
    ]);
  });
});

describe('a redemption', () => {
  it('takes the points and creates a voucher', async () => {
    const reward = await makeReward(api, { voucherDays: 30 });
    const saver = await makeSaver(api, 250);
    const done = await api.client(saver).call(redeemReward, { params: { id: reward.id }, body: {} });
    expect(done).toMatchObject({
      points: 100,
      balance: { available: 150 },
      voucher: {
        redemptionId: done.id,
        memberId: saver.member.id,
        rewardName: reward.name,
        state: 'issued',
        points: 100,
        usedAt: null,
        expiresAt: '2026-12-22T23:00:00.000Z',
      },
    });
    expect(done.voucher.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/);
    expect(done.voucher.qr).toBe(`regulars:voucher:${done.voucher.code.replaceAll('-', '')}`);
    expect((await manager.call(getReward, { params: { id: reward.id } })).redeemed).toBe(1);
  });

  it('is refused with a reason, and then takes no points', async () => {
    const saver = await makeSaver(api, 150);
    const member = api.client(saver);
    const redeem = (id: string) => member.call(redeemReward, { params: { id }, body: {} });
    const once = await makeReward(api, { points: 10, perMember: 1 });
    await redeem(once.id);
    for (const [reward, code] of [
      [await makeReward(api, { points: 141 }), 'insufficient-points'],
      [await makeReward(api, { points: 1, stock: 0 }), 'out-of-stock'],
      [await makeReward(api, { points: 1, state: 'draft' }), 'reward-not-available'],
      [await makeReward(api, { points: 1, state: 'paused' }), 'reward-not-available'],
      [await makeReward(api, { points: 1, validUntil: '2026-11-22T09:00:00Z' }), 'reward-not-available'],
      [await makeReward(api, { points: 1, validFrom: '2026-11-22T09:00:01Z' }), 'reward-not-available'],
      [once, 'reward-limit-reached'],
    ] as const)
      await expect(redeem(reward.id)).rejects.toMatchObject({ code, status: 422 });
    for (const id of [randomUUID(), 'nonsense'])
      await expect(redeem(id)).rejects.toMatchObject({ code: 'not-found', status: 404 });
    expect((await member.call(getOwnPoints)).available).toBe(140);
  });

  it('is made for oneself, or by staff and keys for a named member', async () => {
    const reward = await makeReward(api);
    const [saver, other] = [await makeSaver(api, 100), await makeSaver(api, 100)];
    const params = { id: reward.id };
    const foreign = api.client(saver).call(redeemReward, { params, body: { memberId: other.member.id } });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found', status: 404 });
    const till = api.client({ apiKey: await makeKey(api, ['rewards:write']) });
    await expect(till.call(redeemReward, { params, body: {} })).rejects.toMatchObject({
      code: 'invalid-request',
      fields: { '/memberId': expect.any(String) },
    });
    await expect(till.call(redeemReward, { params, body: { memberId: randomUUID() } })).rejects.toMatchObject(
      { status: 404 },
    );
    await till.call(redeemReward, { params, body: { memberId: other.member.id } });
    expect((await api.client(other).call(getOwnPoints)).available).toBe(0);
    expect((await api.client(saver).call(getOwnPoints)).available).toBe(100);
  });
});
