import type { RegularsClient } from '@regulars/client';
import {
  adjustPoints,
  cancelRedemption,
  getMemberPoints,
  getReward,
  getVoucher,
  listMemberVouchers,
  listOwnActivity,
  listOwnVouchers,
  memberTimeline,
  redeemReward,
  reverseTransaction,
  useVoucher,
} from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VouchersService } from '../../apps/api/src/features/rewards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards, takeBackFrom } from '../support/makers/points.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';

const start = '2026-11-22T10:00:00+01:00';
let api: TestApp;
let till: RegularsClient;
let cashier: RegularsClient;
beforeAll(async () => {
  api = await startApp(start);
  till = api.client({ apiKey: await makeKey(api) });
  cashier = api.client(await makeStaff(api, ['cashier']));
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const makeVoucher = async (points = 100, reward = {}) => {
  const { id: rewardId } = await makeReward(api, reward);
  const saver = await makeSaver(api, points);
  const member = api.client(saver);
  const redemption = await member.call(redeemReward, { params: { id: rewardId }, body: {} });
  return { rewardId, saver, member, memberId: saver.member.id, redemption, code: redemption.voucher.code };
};
const use = (code: string, location?: string) =>
  cashier.call(useVoucher, { params: { code }, body: { location } });

describe('a voucher at the till', () => {
  it('is shown and used once, and a second use gets the time and place of the first', async () => {
    const { redemption, code, memberId } = await makeVoucher();
    const shop = await makeLocation(api, { name: 'Vienna 1' });
    const shown = await cashier.call(getVoucher, { params: { code: redemption.voucher.qr ?? '' } });
    expect(shown).toMatchObject({ state: 'issued', member: { id: memberId, displayName: 'Anna K.' } });
    const used = await use(redemption.voucher.qr ?? '', shop.code);
    expect(used).toMatchObject({
      state: 'used',
      usedAtLocation: 'Vienna 1',
      usedAt: '2026-11-22T09:00:00.000Z',
    });
    api.clock.advance({ hours: 2 });
    await expect(use(code)).rejects.toMatchObject({
      code: 'voucher-used',
      status: 409,
      problem: { detail: 'Used on 22 Nov 2026, 10:00 at Vienna 1' },
    });
    expect(await cashier.call(getVoucher, { params: { code } })).toEqual(used);
  });

  it('is found however its code is typed, and cannot be guessed', async () => {
    const { code } = await makeVoucher();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
    expect((await cashier.call(getVoucher, { params: { code: typed } })).code).toBe(
      `…${code.slice(-5).replace('-', '')}`,
    );
    const wrong = code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    for (const text of [wrong, 'nonsense', '4021000012345676', 'a@b.example', 'ü'.repeat(40)]) {
      for (const ask of [() => cashier.call(getVoucher, { params: { code: text } }), () => use(text)])
        await expect(ask()).rejects.toMatchObject({ code: 'unknown-voucher', status: 404 });
    }
    expect((await use(typed)).state).toBe('used');
  });

  it('expires at the end of its last day', async () => {
    const [first, second] = [
      await makeVoucher(100, { voucherDays: 1 }),
      await makeVoucher(100, { voucherDays: 1 }),
    ];
    api.clock.set('2026-11-23T23:59:59+01:00');
    cashier = api.client(await makeStaff(api, ['cashier']));
    expect((await use(first.code)).state).toBe('used');
    api.clock.set('2026-11-24T00:00:00+01:00');
    await expect(use(second.code)).rejects.toMatchObject({ code: 'voucher-expired', status: 422 });
    const [listed] = (await second.member.call(listOwnVouchers, {})).data;
    expect(listed?.state).toBe('expired');
    const cancel = second.member.call(cancelRedemption, { params: { id: second.redemption.id } });
    await expect(cancel).rejects.toMatchObject({ code: 'voucher-expired' });
  });

  it('is used only where the cashier works, at an existing location, and not for oneself', async () => {
    const { code } = await makeVoucher();
    const [here, there] = [await makeLocation(api), await makeLocation(api, { active: false })];
    const elsewhere = await makeLocation(api);
    const bound = api.client(await makeStaff(api, ['cashier'], { locationIds: [here.id] }));
    const useAt = (location: string) => bound.call(useVoucher, { params: { code }, body: { location } });
    await expect(useAt(elsewhere.code)).rejects.toMatchObject({ code: 'not-allowed', status: 403 });
    for (const location of [there.code, 'nowhere'])
      await expect(useAt(location)).rejects.toMatchObject({
        code: 'unknown-location',
        fields: { '/location': expect.any(String) },
      });
    const both = await makeSignedInMember(api, { roles: ['cashier'] });
    await makeAwards(api, both.member.id, [{ points: 100, expiresAt: null }]);
    const reward = await makeReward(api);
    const atTheTill = api
      .client(both)
      .call(redeemReward, { params: { id: reward.id }, body: { memberId: both.member.id } });
    await expect(atTheTill).rejects.toMatchObject({ code: 'self-earning-refused', status: 403 });
    const own = await api.client(both).call(redeemReward, { params: { id: reward.id }, body: {} });
    const ownUse = api.client(both).call(useVoucher, { params: { code: own.voucher.code }, body: {} });
    await expect(ownUse).rejects.toMatchObject({ code: 'self-earning-refused', status: 403 });
    const used = await bound.call(useVoucher, { params: { code }, body: {} });
    expect(used.usedAtLocation).toBe(here.name);
  });

  it('cannot be used by members', async () => {
    const { code, member } = await makeVoucher();
    await expect(member.call(useVoucher, { params: { code }, body: {} })).rejects.toMatchObject({
      status: 403,
    });
    expect((await cashier.call(getVoucher, { params: { code } })).state).toBe('issued');
  });
});

describe('a cancelled redemption', () => {
  it('gives points and stock back once, and ends the voucher', async () => {
    const { rewardId, redemption, member, memberId, code } = await makeVoucher(250, { stock: 5 });
    const cancelled = await member.call(cancelRedemption, { params: { id: redemption.id } });
    expect(cancelled).toMatchObject({
      id: redemption.id,
      points: 100,
      balance: { available: 250 },
      voucher: { state: 'cancelled' },
    });
    expect(await till.call(getReward, { params: { id: rewardId } })).toMatchObject({ stock: 5, redeemed: 0 });
    await expect(use(code)).rejects.toMatchObject({ code: 'voucher-cancelled', status: 422 });
    const again = member.call(cancelRedemption, { params: { id: redemption.id } });
    await expect(again).rejects.toMatchObject({ code: 'already-cancelled', status: 409 });
    expect((await till.call(getMemberPoints, { params: { id: memberId } })).available).toBe(250);
    const activity = await member.call(listOwnActivity, {});
    expect(
      activity.data.slice(0, 2).map(({ kind, points, reward }) => [kind, points, reward?.redemptionId]),
    ).toEqual(
      expect.arrayContaining([
        ['cancel', 100, redemption.id],
        ['redeem', -100, redemption.id],
      ]),
    );
  });

  it('repays debt first (example 15)', async () => {
    const { redemption, memberId } = await makeVoucher(100);
    await takeBackFrom(api, memberId, 100);
    const cancelled = await till.call(cancelRedemption, { params: { id: redemption.id } });
    expect(cancelled.balance).toEqual({ available: 0, pending: 0, held: 0, debt: 0 });
  });

  it('must be unused and belong to the caller, and cannot be reversed in another way', async () => {
    const { redemption, memberId, code } = await makeVoucher();
    const stranger = api.client(await makeSaver(api, 1));
    for (const id of [redemption.id, randomUUID(), 'nonsense'])
      await expect(stranger.call(cancelRedemption, { params: { id } })).rejects.toMatchObject({
        code: 'not-found',
        status: 404,
      });
    const activity = await till.call(getMemberPoints, { params: { id: memberId } });
    const database = new pg.Client({ connectionString: api.databaseUrl });
    await database.connect();
    const { rows } = await database.query('select transaction_id from redemptions where id = $1', [
      redemption.id,
    ]);
    await database.end();
    const reversal = till.call(reverseTransaction, {
      params: { id: rows[0].transaction_id },
      body: { reason: 'x' },
    });
    await expect(reversal).rejects.toMatchObject({ code: 'cannot-reverse' });
    await use(code);
    const late = till.call(cancelRedemption, { params: { id: redemption.id } });
    await expect(late).rejects.toMatchObject({ code: 'voucher-used', status: 409 });
    expect(await till.call(getMemberPoints, { params: { id: memberId } })).toEqual(activity);
  });
});

describe('the timeline of a member', () => {
  it('lists each voucher and each posting once', async () => {
    const { memberId, member, redemption, code } = await makeVoucher(250);
    api.clock.advance({ minutes: 1 });
    await use(code);
    const second = await member.call(redeemReward, { params: { id: (await makeReward(api)).id }, body: {} });
    api.clock.advance({ minutes: 1 });
    await member.call(cancelRedemption, { params: { id: second.id } });
    api.clock.advance({ minutes: 1 });
    await till.call(adjustPoints, { params: { id: memberId }, body: { points: -50, reason: 'Mistake' } });
    const told: { kind: string; points: number | null }[] = [];
    let cursor: string | undefined;
    do {
      const page = await till.call(memberTimeline, { params: { id: memberId }, query: { limit: 2, cursor } });
      told.push(...page.data);
      cursor = page.cursor.next ?? undefined;
    } while (cursor !== undefined);
    const vouchers = told.filter(({ kind }) => /^(voucher|points)\./.test(kind));
    expect(vouchers.map(({ kind, points }) => `${kind} ${points}`).sort()).toEqual([
      'points.adjusted -50',
      'points.earned 250',
      'voucher.cancelled 100',
      'voucher.issued -100',
      'voucher.issued -100',
      'voucher.used null',
    ]);
    expect(told[0]).toMatchObject({ kind: 'points.adjusted', details: { reason: 'Mistake' } });
    expect(redemption.points).toBe(100);
  });
});

describe('a list of vouchers', () => {
  it('starts with usable ones, and has pages', async () => {
    const reward = await makeReward(api, { points: 10 });
    const saver = await makeSaver(api, 100);
    const member = api.client(saver);
    const codes: string[] = [];
    for (let made = 0; made < 5; made += 1) {
      codes.push((await member.call(redeemReward, { params: { id: reward.id }, body: {} })).voucher.code);
      api.clock.advance({ minutes: 1 });
    }
    await use(codes[4] ?? '');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const listed = await member.call(listOwnVouchers, { query: { limit: 2, cursor } });
      seen.push(...listed.data.map(({ code }) => code));
      cursor = listed.cursor.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([codes[3], codes[2], codes[1], codes[0], codes[4]]);
    const params = { id: saver.member.id };
    const ends = (whole: string[]): string[] => whole.map((code) => `…${code.replaceAll('-', '').slice(-4)}`);
    expect((await till.call(listMemberVouchers, { params })).data.map(({ code }) => code)).toEqual(
      ends(seen),
    );
    expect((await api.app.get(VouchersService).usableOf(saver.member.id)).map(({ code }) => code)).toEqual(
      ends(codes.slice(0, 4)),
    );
    await expect(till.call(listMemberVouchers, { params: { id: randomUUID() } })).rejects.toMatchObject({
      status: 404,
    });
    const forged = Buffer.from('["x","y","z"]').toString('base64url');
    await expect(member.call(listOwnVouchers, { query: { cursor: forged } })).rejects.toMatchObject({
      status: 400,
    });
  });
});
