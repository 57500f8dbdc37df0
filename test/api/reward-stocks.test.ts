import { randomUUID } from 'node:crypto';
import {
  cancelRedemption,
  getReward,
  getVoucher,
  listOwnRewards,
  listOwnVouchers,
  redeemReward,
  updateReward,
  type Location,
  type MemberBulk,
  type Reward,
  type Task,
} from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExpiredVouchers } from '../../apps/api/src/features/rewards/expired-vouchers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { unbalancedWallets } from '../support/books.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { Till } from '../support/makers/purchases.ts';
import { makeReward, makeSaver } from '../support/makers/rewards.ts';
import { BulkCalls } from '../support/member-bulks.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const start = '2026-11-22T10:00:00+01:00';
let api: TestApp;
let key: string;
let vienna: Location;
let brno: Location;
let club: ReturnType<TestApp['client']>;
beforeAll(async () => {
  api = await startApp(start);
  key = await makeKey(api);
  club = api.client({ apiKey: key });
  brno = await makeLocation(api, { code: 'brno', name: 'Brno' });
  vienna = await makeLocation(api, { code: 'vienna', name: 'Vienna' });
});
beforeEach(() => api.clock.set(start));
afterAll(async () => {
  expect(await unbalancedWallets(api.databaseUrl)).toEqual([]);
  const wrong = await rowsOf(
    api,
    `select r.id from rewards r join reward_stocks s on s.reward_id = r.id group by r.id having sum(s.stock) <> r.stock`,
  );
  expect(wrong).toEqual([]);
  await api.close();
});

const at = (pieces: Record<string, number>) =>
  Object.entries(pieces).map(([location, stock]) => ({ location, stock }));
const make = (pieces: Record<string, number>, more: Parameters<typeof makeReward>[1] = {}) =>
  makeReward(api, { stockByLocation: at(pieces), ...more });
const look = (id: string): Promise<Reward> => club.call(getReward, { params: { id } });
const redeem = async (rewardId: string, location?: string) => {
  const saver = await makeSaver(api, 100);
  const member = api.client(saver);
  const body = location === undefined ? {} : { location };
  return { member, ...(await member.call(redeemReward, { params: { id: rewardId }, body })) };
};
const refused = (code: string) => expect.objectContaining({ code });

describe('the stock of a reward', () => {
  it('is one number, or one for each location with their sum, as the club says', async () => {
    const create = (body: object) =>
      send(api, 'post', '/rewards', {
        key,
        body: { name: { en: 'A cup' }, points: 10, state: 'live', ...body },
      });
    const made: Reward = (await create({ stockByLocation: at({ vienna: 3, brno: 4 }) }).expect(201)).body;
    expect(made).toMatchObject({ stock: 7, stockByLocation: at({ brno: 4, vienna: 3 }) });
    const params = { id: made.id };
    const change = (body: object) =>
      send(api, 'patch', `/rewards/${made.id}`, { key, version: made.version, body });
    await expectProblem(change({ stock: 5 }), 400, 'invalid-request', '/stock');
    await expectProblem(change({ kind: 'discount' }), 400, 'invalid-request', '/stockByLocation');
    for (const [body, pointer, code = 'invalid-request'] of [
      [{ stockByLocation: [] }, '/stockByLocation'],
      [{ stockByLocation: at({ brno: -1 }) }, '/stockByLocation/0/stock'],
      [{ stockByLocation: at({ brno: 1 }), stock: 2 }, '/stock'],
      [{ stockByLocation: at({ brno: 1 }), kind: 'discount' }, '/stockByLocation'],
      [{ stockByLocation: at({ brno: 1 }), kind: 'partner-code' }, '/stockByLocation'],
      [{ stockByLocation: at({ brno: 9_000_000, vienna: 9_000_000 }) }, '/stockByLocation'],
      [{ stockByLocation: [...at({ brno: 1 }), ...at({ brno: 1 })] }, '/stockByLocation/1/location'],
      [{ stockByLocation: at({ brno: 1, oz: 1 }) }, '/stockByLocation/1/location', 'unknown-location'],
    ] as const)
      await expectProblem(create(body), code === 'unknown-location' ? 422 : 400, code, pointer);
    expect(await look(made.id)).toEqual(made);

    const named = await club.call(updateReward, { params, version: 1, body: { points: 20, stock: 7 } });
    expect(named.stockByLocation).toEqual(made.stockByLocation);
    const moved = await club.call(updateReward, {
      params,
      version: 2,
      body: { stockByLocation: at({ vienna: 9 }) },
    });
    expect(moved).toMatchObject({ stock: 9, stockByLocation: at({ vienna: 9 }) });
    const one = await club.call(updateReward, { params, version: 3, body: { stockByLocation: null } });
    expect(one).toMatchObject({ stock: 9, stockByLocation: null });
    const open = await club.call(updateReward, { params, version: 4, body: { stock: null } });
    expect(open).toMatchObject({ stock: null, stockByLocation: null });
    const back = await club.call(updateReward, {
      params,
      version: 5,
      body: { stockByLocation: at({ brno: 2 }), stock: null },
    });
    expect(back).toMatchObject({ stock: 2, stockByLocation: at({ brno: 2 }) });
    const [entry] = await rowsOf(
      api,
      `select before->'stockByLocation' as before, after->'stockByLocation' as after from audit_entries
       where subject_id = $1 order by id desc limit 1`,
      [made.id],
    );
    expect(entry).toEqual({ before: null, after: at({ brno: 2 }) });
  });
});

describe('a reward with stock by location', () => {
  it('is redeemed for a location, kept there, and given back there', async () => {
    const { id } = await make({ brno: 0, vienna: 2 }, { points: 10 });
    await expect(redeem(id)).rejects.toEqual(refused('reward-needs-location'));
    await expect(redeem(id, 'oz')).rejects.toEqual(refused('unknown-location'));
    await expect(redeem(id, 'brno')).rejects.toEqual(refused('out-of-stock-here'));
    const closed = await makeLocation(api, { code: 'closed', active: false });
    await expect(redeem(id, closed.code)).rejects.toEqual(refused('unknown-location'));
    const { member, id: redemption, voucher } = await redeem(id, 'vienna');
    expect(voucher.pickUp).toEqual({ location: 'vienna', name: 'Vienna' });
    expect((await member.call(listOwnVouchers, {})).data[0]?.pickUp).toEqual(voucher.pickUp);
    const offered = (await member.call(listOwnRewards)).data.find((reward) => reward.id === id);
    expect(offered).toMatchObject({
      stock: 1,
      stockByLocation: [
        { location: 'brno', name: 'Brno', stock: 0 },
        { location: 'vienna', name: 'Vienna', stock: 1 },
      ],
    });
    await member.call(cancelRedemption, { params: { id: redemption } });
    expect(await look(id)).toMatchObject({ stock: 2, stockByLocation: at({ brno: 0, vienna: 2 }) });
  });

  it('needs no name at a till with one location, and a reward without such a stock lies everywhere', async () => {
    const cashier = api.client(await makeStaff(api, ['cashier'], { locationIds: [vienna.id] }));
    const { id } = await make({ brno: 1, vienna: 1 });
    const { id: other } = await makeReward(api, { stock: 1 });
    const { member } = await makeSaver(api, 200);
    const body = { memberId: member.id };
    const { voucher } = await cashier.call(redeemReward, { params: { id }, body });
    expect(voucher.pickUp?.location).toBe('vienna');
    const elsewhere = cashier.call(redeemReward, { params: { id }, body: { ...body, location: 'brno' } });
    await expect(elsewhere).rejects.toEqual(refused('not-allowed'));
    const free = await cashier.call(redeemReward, {
      params: { id: other },
      body: { ...body, location: 'vienna' },
    });
    expect(free.voucher.pickUp).toBeNull();
  });

  it('has vouchers that only its location hands out', async () => {
    const { id } = await make({ brno: 1, vienna: 1 });
    const { voucher, member } = await redeem(id, 'brno');
    const params = { code: voucher.code };
    expect((await club.call(getVoucher, { params })).pickUp).toEqual({ location: 'brno', name: 'Brno' });
    const use = (location?: string) =>
      send(api, 'post', `/vouchers/${encodeURIComponent(voucher.code)}/use`, {
        key,
        body: { location },
      }).set('idempotency-key', randomUUID());
    await expectProblem(use('vienna'), 422, 'voucher-elsewhere', '/location');
    await expectProblem(use(), 422, 'voucher-elsewhere', '/location');
    expect((await member.call(listOwnVouchers, {})).data[0]?.state).toBe('issued');
    await use('brno').expect(201);
    await expectProblem(use('vienna'), 409, 'voucher-used');
  });

  it('gets the piece of an expired voucher back where it lies, also if the club has left that location out', async () => {
    const { id } = await make({ brno: 1, vienna: 1 }, { voucherDays: 1 });
    await redeem(id, 'brno');
    await club.call(updateReward, {
      params: { id },
      version: 1,
      body: { stockByLocation: at({ vienna: 1 }) },
    });
    await jobsEnd(api);
    api.clock.set('2026-11-24T00:00:00+01:00');
    expect(await api.app.get(ExpiredVouchers).giveBackDue()).toBe(1);
    expect(await look(id)).toMatchObject({ stock: 2, stockByLocation: at({ brno: 1, vienna: 1 }) });
  });

  it('gets nothing back of a voucher from the time before, whose piece lies nowhere', async () => {
    const { id } = await makeReward(api, { stock: 2 });
    const { member, id: redemption, voucher } = await redeem(id);
    await club.call(updateReward, { params: { id }, version: 1, body: { stockByLocation: at({ brno: 5 }) } });
    expect(voucher.pickUp).toBeNull();
    await member.call(cancelRedemption, { params: { id: redemption } });
    expect(await look(id)).toMatchObject({ stock: 5, stockByLocation: at({ brno: 5 }) });
  });

  it('gives the last piece of a location to one of twenty tills', async () => {
    const { id } = await make({ brno: 3, vienna: 1 });
    const members: string[] = [];
    for (let made = 0; made < 40; made += 1) members.push((await makeMember(api)).id);
    for (const memberId of members) await makeAwards(api, memberId, [{ points: 100, expiresAt: null }]);
    const all = await Promise.allSettled(
      members.map((memberId, index) => {
        const location = index % 2 === 0 ? vienna.code : brno.code;
        return club.call(redeemReward, { params: { id }, body: { memberId, location } });
      }),
    );
    const won = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value.voucher.pickUp?.name] : []));
    expect(won.toSorted()).toEqual(['Brno', 'Brno', 'Brno', 'Vienna']);
    const codes = all.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as Error & { code: string }).code] : [],
    );
    expect(codes.filter((code) => code !== 'out-of-stock-here' && code !== 'out-of-stock')).toEqual([]);
    expect(await look(id)).toMatchObject({
      stock: 0,
      redeemed: 4,
      stockByLocation: at({ brno: 0, vienna: 0 }),
    });
  });

  it('makes one task for each location that runs low, which names it', async () => {
    const { id } = await make({ brno: 5, vienna: 2 }, { lowStock: 1 });
    const tasks = async () => {
      const { body } = await send(api, 'get', '/tasks?kind=reward-stock-low&sort=newest', { key }).expect(
        200,
      );
      return (body.data as Task[])
        .filter(({ reward }) => reward?.id === id)
        .map(({ location }) => location?.name);
    };
    await redeem(id, 'brno');
    await redeem(id, 'vienna');
    await expect.poll(tasks, { timeout: 15_000 }).toEqual(['Vienna']);
    await redeem(id, 'vienna');
    for (let taken = 0; taken < 3; taken += 1) await redeem(id, 'brno');
    await expect.poll(tasks, { timeout: 15_000 }).toEqual(['Brno', 'Vienna']);
  });

  it('is given to many at the home location of each, while there is some', async () => {
    const { id } = await make({ brno: 9, vienna: 1 });
    const members: string[] = [];
    for (let made = 0; made < 4; made += 1) members.push((await makeMember(api)).id);
    const [first = '', second = '', third = '', stranger = ''] = members;
    await new Till(api, key, vienna.code).sell(first, 500);
    await new Till(api, key, vienna.code).sell(second, 500);
    await new Till(api, key, brno.code).sell(third, 500);
    const homes = () =>
      rowsOf(api, 'select from member_facts where member_id = any($1) and home_location_id is not null', [
        members,
      ]);
    await expect.poll(homes, { timeout: 15_000 }).toHaveLength(3);
    const bulks = new BulkCalls(api);
    const anna = await makeStaff(api, ['manager']);
    const action = { kind: 'reward', rewardId: id };
    const expected = {
      counts: { changed: 2, refused: 2 },
      reasons: [
        { code: 'out-of-stock-here', members: 1 },
        { code: 'reward-needs-location', members: 1 },
      ],
    };
    for (const dryRun of [true, false]) {
      const begun = await bulks.start(anna, action, [first, second, third, stranger], { dryRun });
      const ended: MemberBulk = await bulks.ended(anna, begun.id);
      expect(ended).toMatchObject(expected);
    }
    expect(await look(id)).toMatchObject({ stock: 8, stockByLocation: at({ brno: 8, vienna: 0 }) });
    const { body } = await send(api, 'get', `/members/${third}/vouchers`, { key }).expect(200);
    expect(body.data).toMatchObject([{ pickUp: { location: 'brno' } }]);
  });
});
