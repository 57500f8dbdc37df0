import {
  cancelRedemption,
  getReward,
  listMemberVouchers,
  listOwnActivity,
  listOwnVouchers,
  memberTimeline,
  redeemReward,
  useVoucher,
} from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExpiredVouchers } from '../../apps/api/src/features/rewards/expired-vouchers.ts';
import { GrantedVouchers } from '../../apps/api/src/features/rewards/index.ts';
import { RedemptionsRepository } from '../../apps/api/src/features/rewards/redemptions.repository.ts';
import { system } from '../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';

const start = '2026-11-22T10:00:00+01:00';
let api: TestApp;
beforeAll(async () => {
  api = await startApp(start);
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await expectPublishedAsPromised(api);
  await api.close();
});

const expire = () => api.app.get(ExpiredVouchers).giveBackDue();
const rowsOf = <Row>(sql: string, values: readonly unknown[] = []) =>
  api.app.get(Transactions).query(madeStatement<Row & object>(sql), values);
const stockOf = async (id: string) => {
  const [row] = await rowsOf<{ stock: number | null }>('select stock from rewards where id = $1', [id]);
  return row?.stock;
};
const availableOf = async (memberId: string) => {
  const [row] = await rowsOf<{ available: number }>(
    'select available::int from wallets where member_id = $1',
    [memberId],
  );
  return row?.available;
};

const redeemed = async (reward: Parameters<typeof makeReward>[1] = {}) => {
  const { id: rewardId } = await makeReward(api, { voucherDays: 1, stock: 5, perMember: 1, ...reward });
  const saver = await makeSaver(api, 100);
  const member = api.client(saver);
  const redemption = await member.call(redeemReward, { params: { id: rewardId }, body: {} });
  return { rewardId, saver, member, memberId: saver.member.id, redemption };
};
/** The voucher of `redeemed` ends at midnight of the next day. */
const afterwards = () => api.clock.set('2026-11-24T00:00:00+01:00');

describe('a voucher that expires unused', () => {
  it('gives points and stock back, and says so everywhere', async () => {
    const { rewardId, saver, member, memberId, redemption } = await redeemed();
    expect(redemption.voucher).toMatchObject({ state: 'issued', expiry: 'gives-back' });
    api.clock.set('2026-11-23T23:59:59+01:00');
    await expire();
    expect([await stockOf(rewardId), await availableOf(memberId)]).toEqual([4, 0]);

    afterwards();
    const [before] = (await api.client(saver).call(listOwnVouchers, {})).data;
    expect(before).toMatchObject({ state: 'expired', expiry: 'gives-back' });
    expect(await expire()).toBe(1);
    expect(await expire()).toBe(0);
    expect([await stockOf(rewardId), await availableOf(memberId)]).toEqual([5, 100]);
    const [voucher] = (await member.call(listOwnVouchers, {})).data;
    expect(voucher).toMatchObject({ state: 'expired', expiry: 'gave-back' });
    const [activity] = (await member.call(listOwnActivity, {})).data;
    expect(activity).toMatchObject({
      kind: 'voucher-expired',
      points: 100,
      reward: { name: expect.anything() },
    });
    const manager = api.client(await makeStaff(api, ['manager']));
    const { data: told } = await manager.call(memberTimeline, { params: { id: memberId } });
    expect(told[0]).toMatchObject({ kind: 'voucher.expired', points: 100 });
    expect((await manager.call(listMemberVouchers, { params: { id: memberId } })).data[0]?.expiry).toBe(
      'gave-back',
    );
    expect(await manager.call(getReward, { params: { id: rewardId } })).toMatchObject({
      stock: 5,
      redeemed: 0,
    });

    const cancel = member.call(cancelRedemption, { params: { id: redemption.id } });
    await expect(cancel).rejects.toMatchObject({ code: 'voucher-expired' });
    const use = manager.call(useVoucher, { params: { code: redemption.voucher.code }, body: {} });
    await expect(use).rejects.toMatchObject({ code: 'voucher-expired' });
    // The limit of one for each member is free again.
    await member.call(redeemReward, { params: { id: rewardId }, body: {} });
    expect([await stockOf(rewardId), await availableOf(memberId)]).toEqual([4, 0]);
  });

  it('puts points back into lots that have expired, as a cancellation does', async () => {
    const { id: memberId } = await makeMember(api);
    await makeAwards(api, memberId, [{ points: 100, expiresAt: '2026-11-23T12:00:00+01:00' }]);
    const { id: rewardId } = await makeReward(api, { voucherDays: 1 });
    const till = api.client({ apiKey: await makeKey(api) });
    await till.call(redeemReward, { params: { id: rewardId }, body: { memberId } });
    afterwards();
    await expire();
    // Fourteen days from the day on which they came back.
    const lots = await rowsOf(
      'select remaining::int, expires_at from lots where member_id = $1 and remaining > 0',
      [memberId],
    );
    expect(lots).toEqual([{ remaining: 100, expires_at: new Date('2026-12-09T00:00:00+01:00') }]);
  });

  it('gives back what it took and no more: gifts their piece, tickets and used ones nothing', async () => {
    const gift = await makeReward(api, { voucherDays: 1, stock: 5 });
    const endless = await makeReward(api, { voucherDays: 1 });
    const { id: memberId } = await makeMember(api);
    for (const { id } of [gift, endless])
      await api.app
        .get(Transactions)
        .run(() => api.app.get(GrantedVouchers).give(system, memberId, { rewardId: id }));
    const event = {
      startsAt: '2026-11-23T18:00:00+01:00',
      endsAt: '2026-11-23T22:00:00+01:00',
      place: 'Hall 1',
    };
    const ticket = await redeemed({ kind: 'ticket', event });
    expect(ticket.redemption.voucher.expiry).toBe('keeps');
    const used = await redeemed();
    const cashier = api.client(await makeStaff(api, ['cashier']));
    await cashier.call(useVoucher, { params: { code: used.redemption.voucher.code }, body: {} });
    afterwards();
    expect(await expire()).toBe(1);
    expect([await stockOf(gift.id), await stockOf(endless.id)]).toEqual([5, null]);
    expect([await stockOf(ticket.rewardId), await availableOf(ticket.memberId)]).toEqual([4, 0]);
    expect([await stockOf(used.rewardId), await availableOf(used.memberId)]).toEqual([4, 0]);
    expect(await availableOf(memberId)).toBe(0);
  });
});

describe('the job', () => {
  it('gives back once, though three run at once', async () => {
    const { id: rewardId } = await makeReward(api, { voucherDays: 1, stock: 12 });
    const till = api.client({ apiKey: await makeKey(api) });
    const memberIds: string[] = [];
    for (let made = 0; made < 12; made += 1) {
      const { id: memberId } = await makeMember(api);
      memberIds.push(memberId);
      await makeAwards(api, memberId, [{ points: 100, expiresAt: null }]);
      await till.call(redeemReward, { params: { id: rewardId }, body: { memberId } });
    }
    afterwards();
    const given = await Promise.all([expire(), expire(), expire()]);
    expect(given.reduce((sum, count) => sum + count)).toBe(12);
    expect(await stockOf(rewardId)).toBe(12);
    for (const memberId of memberIds) expect(await availableOf(memberId)).toBe(100);
    const events = await rowsOf(
      `select count(*)::int as count from events where name = 'voucher.expired' and member_id = any($1)`,
      [memberIds],
    );
    expect(events).toEqual([{ count: 12 }]);
  });

  it('goes on after a failure in the middle, with nothing doubled or lost', async () => {
    const three = [await redeemed(), await redeemed(), await redeemed()];
    afterwards();
    const repository = api.app.get(RedemptionsRepository);
    const write = repository.recordCancellation.bind(repository);
    // Everything is written, and then nothing comes to its end.
    vi.spyOn(repository, 'recordCancellation').mockImplementationOnce(async (document) => {
      await write(document);
      throw new Error('killed');
    });
    await expect(expire()).rejects.toThrow('1 vouchers gave nothing back');
    const standing = async () => {
      const each = [];
      for (const { rewardId, memberId } of three)
        each.push([await stockOf(rewardId), await availableOf(memberId)].join());
      return each.toSorted();
    };
    expect(await standing()).toEqual(['4,0', '5,100', '5,100']);
    expect(await expire()).toBe(1);
    expect(await standing()).toEqual(['5,100', '5,100', '5,100']);
  });
});
