import { ApiProblem } from '@regulars/client';
import { cancelRedemption, getReward, listOwnVouchers, redeemReward, useVoucher } from '@regulars/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PastRedemptions } from '../../apps/api/src/features/rewards/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';

let api: TestApp;
let database: pg.Pool;
beforeAll(async () => {
  api = await startApp();
  database = new pg.Pool({ connectionString: api.databaseUrl, max: 2 });
});
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  await database.end();
  await api.close();
});

const tally = async (calls: readonly Promise<unknown>[]): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const settled of await Promise.allSettled(calls)) {
    const refusal: unknown = settled.status === 'rejected' ? settled.reason : null;
    const code = refusal === null ? 'done' : refusal instanceof ApiProblem ? refusal.code : 'broken';
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('parallel calls', () => {
  it('take no more than the stock: 50 redemptions of ten pieces', async () => {
    const reward = await makeReward(api, { stock: 10 });
    const till = api.client({ apiKey: await makeKey(api) });
    const memberIds: string[] = [];
    for (let made = 0; made < 50; made += 1) {
      const { id } = await makeMember(api);
      await makeAwards(api, id, [{ points: 100, expiresAt: null }]);
      memberIds.push(id);
    }
    const params = { id: reward.id };
    const all = memberIds.map((memberId) => till.call(redeemReward, { params, body: { memberId } }));
    expect(await tally(all)).toEqual({ done: 10, 'out-of-stock': 40 });
    expect(await till.call(getReward, { params })).toMatchObject({ stock: 0, redeemed: 10 });
    const { rows } = await database.query(
      'select sum(available)::int as available from wallets where member_id = any($1)',
      [memberIds],
    );
    expect(rows[0].available).toBe(4000);
  });

  it('give no member more than the limit', async () => {
    const reward = await makeReward(api, { points: 1, perMember: 3 });
    const member = api.client(await makeSaver(api, 100));
    const redeem = () => member.call(redeemReward, { params: { id: reward.id }, body: {} });
    expect(await tally(times(20, redeem))).toEqual({ done: 3, 'reward-limit-reached': 17 });
    expect((await member.call(listOwnVouchers, {})).data).toHaveLength(3);
  });

  it('use a voucher once', async () => {
    const reward = await makeReward(api);
    const member = api.client(await makeSaver(api, 100));
    const { voucher } = await member.call(redeemReward, { params: { id: reward.id }, body: {} });
    const cashier = api.client(await makeStaff(api, ['cashier']));
    const use = () => cashier.call(useVoucher, { params: { code: voucher.code }, body: {} });
    expect(await tally(times(20, use))).toEqual({ done: 1, 'voucher-used': 19 });
  });

  it('use or cancel a voucher, never both', async () => {
    const reward = await makeReward(api, { points: 1, stock: 100 });
    const member = api.client(await makeSaver(api, 100));
    const cashier = api.client(await makeStaff(api, ['cashier']));
    for (let round = 0; round < 10; round += 1) {
      const { id, voucher } = await member.call(redeemReward, { params: { id: reward.id }, body: {} });
      const counts = await tally([
        cashier.call(useVoucher, { params: { code: voucher.code }, body: {} }),
        member.call(cancelRedemption, { params: { id } }),
      ]);
      expect(counts.done, JSON.stringify(counts)).toBe(1);
    }
    const { rows } = await database.query(
      `select (select stock from rewards where id = $1) as stock,
         (select count(*)::int from redemptions where reward_id = $1 and cancelled_at is null) as redeemed`,
      [reward.id],
    );
    expect(rows[0].stock + rows[0].redeemed).toBe(100);
  });
});

describe('past redemptions', () => {
  it('are booked in bulk, in order, within points, stock and limits', async () => {
    const reward = await makeReward(api, { points: 40, stock: 3, perMember: 2 });
    const location = await makeLocation(api);
    const memberIds: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { id } = await makeMember(api);
      await makeAwards(api, id, [{ points: 90 + made * 100, expiresAt: null }]);
      memberIds.push(id);
    }
    const [poor = '', rich = '', late = ''] = memberIds;
    const at = api.clock.now();
    const minute = 60_000;
    const use = { at: at + 10 * minute, locationId: location.id };
    const past = api.app.get(PastRedemptions);
    const ids = await past.redeemMany(
      [
        { memberId: late, rewardId: reward.id, at: at + 9 * minute },
        { memberId: poor, rewardId: reward.id, at: at + minute, use },
        { memberId: rich, rewardId: reward.id, at: at + 2 * minute },
        { memberId: rich, rewardId: reward.id, at: at + 3 * minute },
        { memberId: rich, rewardId: reward.id, at: at + 4 * minute },
      ],
      'demo',
    );
    expect(ids.map((id) => id !== null)).toEqual([false, true, true, true, false]);
    const { rows } = await database.query(
      `select v.state, count(*)::int as count, sum(d.points)::int as points from vouchers v join redemptions d on d.id = v.redemption_id
       where d.reward_id = $1 group by 1 order by 1`,
      [reward.id],
    );
    expect(rows).toEqual([
      { state: 'issued', count: 2, points: 80 },
      { state: 'used', count: 1, points: 40 },
    ]);
    const events = await database.query(
      `select name, count(*)::int as count from events where origin = 'demo' and member_id = any($1) group by 1 order by 1`,
      [memberIds],
    );
    expect(events.rows).toEqual([
      { name: 'points.redeemed', count: 3 },
      { name: 'voucher.issued', count: 3 },
      { name: 'voucher.used', count: 1 },
    ]);
  });
});
