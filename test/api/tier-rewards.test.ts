import type { Location, OfferedReward, Tier, Voucher } from '@regulars/contracts';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';

const today = '2026-10-20T10:00:00+02:00';
let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;
let silver: Tier;
let coffee: string;
let reading: string;

beforeAll(async () => {
  api = await startApp(today);
  vienna = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  coffee = (await makeReward(api, { name: { en: 'Coffee' } })).id;
  reading = (await makeReward(api, { name: { en: 'Reading' }, picture: 'book', state: 'draft' })).id;
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  silver = await makeTier(api, {
    code: 'silver',
    name: { en: 'Silver' },
    threshold: 500,
    rewardId: coffee,
  });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000, rewardId: reading });
});
beforeEach(async () => {
  api.clock.set(today);
  await setPolicy({ qualifyingPeriod: 'calendar-year', tierReturns: 'lower' });
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = (path: string) => send(api, 'get', path, { key }).expect(200);
const setPolicy = async (policy: object) =>
  changeClub(api, { points: { ...(await get('/club')).body.points, ...policy } });
const newMember = async (): Promise<string> => (await makeMember(api)).id;
const vouchersOf = async (id: string): Promise<string[]> => {
  const vouchers = (await get(`/members/${id}/vouchers`)).body.data as Voucher[];
  return vouchers.map(({ rewardName, state }) => `${rewardName.en} ${state}`).sort();
};
const expectVouchers = (id: string, vouchers: string[]) =>
  expect.poll(() => vouchersOf(id), { timeout: 15_000, interval: 50 }).toEqual(vouchers);
/** Until everything that happened so far was heard: vouchers are given in the order of the events. */
const allHeard = async () => {
  const id = await newMember();
  await till.sell(id, 50_000);
  await expectVouchers(id, ['Coffee issued']);
};
const sellTwo = (id: string, unitPrice: number) => till.sell(id, { lines: [{ quantity: 2, unitPrice }] });

describe('the voucher of a tier', () => {
  it('comes with the tier, costs no points, and is shown with its name', async () => {
    const me = await makeSignedInMember(api);
    await till.sell(me.member.id, 49_900);
    await till.sell(me.member.id, 100);
    await expectVouchers(me.member.id, ['Coffee issued']);
    const [voucher] = (await get(`/members/${me.member.id}/vouchers`)).body.data as Voucher[];
    expect(voucher).toMatchObject({ points: 0, issuedAt: '2026-10-20T08:00:00.000Z' });
    const own = await send(api, 'get', '/me/tier', me).expect(200);
    expect(own.body.rewards).toEqual(
      expect.arrayContaining([
        { id: coffee, name: { en: 'Coffee' }, picture: 'cup' },
        { id: reading, name: { en: 'Reading' }, picture: 'book' },
      ]),
    );
  });

  it('comes for each tier that is passed at once, also with many purchases at the same time', async () => {
    const [one, other] = [await newMember(), await newMember()];
    await till.sell(one, 250_000);
    await Promise.all([1, 2, 3, 4].map(() => till.sell(other, 60_000)));
    await expectVouchers(one, ['Coffee issued', 'Reading issued']);
    await expectVouchers(other, ['Coffee issued', 'Reading issued']);
  });

  it('goes with the tier that a return takes, unless it was used, and comes back with it', async () => {
    const [unused, used] = [await newMember(), await newMember()];
    const sales = [await sellTwo(unused, 25_000), await sellTwo(used, 25_000)];
    await expectVouchers(unused, ['Coffee issued']);
    await expectVouchers(used, ['Coffee issued']);
    const [voucher] = (await get(`/members/${used}/vouchers`)).body.data as Voucher[];
    const body = { location: vienna.code };
    await send(api, 'post', `/vouchers/${voucher?.id}/use`, { key, body })
      .set('idempotency-key', randomUUID())
      .expect(201);
    for (const sale of sales) await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    await expectVouchers(unused, ['Coffee cancelled']);
    await till.sell(unused, 25_000);
    await till.sell(used, 25_000);
    await expectVouchers(unused, ['Coffee cancelled', 'Coffee issued']);
    await allHeard();
    expect(await vouchersOf(used)).toEqual(['Coffee used']);
  });

  it('comes once in each period: the year decides in the time zone of the club', async () => {
    api.clock.set('2029-01-01T00:30:00+01:00');
    const id = await newMember();
    await till.sell(id, 50_000);
    await expectVouchers(id, ['Coffee issued']);
    const years = ['2030-01-01T00:30:00+01:00', '2031-01-01T00:30:00+01:00'];
    for (const year of years) {
      api.clock.set(year);
      await api.app.get(TierReviews).review();
    }
    await till.sell(id, 50_000);
    await expectVouchers(id, ['Coffee expired', 'Coffee issued']);
  });

  it('does not come when the club moves the ladder, and comes once to who is given the tier', async () => {
    const [moved, granted] = [await newMember(), await newMember()];
    await till.sell(moved, 40_000);
    const change = (threshold: number) =>
      get('/tiers').then(({ body }) => {
        const { version } = (body.data as Tier[]).find(({ id }) => id === silver.id) ?? silver;
        return send(api, 'patch', `/tiers/${silver.id}`, { key, version, body: { threshold } }).expect(200);
      });
    await change(300);
    await expect
      .poll(async () => (await get(`/members/${moved}/tier`)).body.code, { timeout: 15_000 })
      .toBe('silver');
    await change(500);
    const body = { tier: 'silver', validUntil: '2026-12-01T00:00:00+01:00', reason: 'a good guest' };
    for (const _ of [1, 2])
      await send(api, 'post', `/members/${granted}/tier-grants`, { key, body }).expect(201);
    await expectVouchers(granted, ['Coffee issued']);
    await allHeard();
    expect(await vouchersOf(moved)).toEqual([]);
    expect(await vouchersOf(granted)).toEqual(['Coffee issued']);
  });

  it('is of a reward that exists', async () => {
    const body = {
      code: 'lead',
      name: { en: 'Lead' },
      threshold: 7,
      rewardId: '00000000-0000-7000-8000-000000000000',
    };
    await expectProblem(send(api, 'post', '/tiers', { key, body }), 422, 'unknown-reward', '/rewardId');
  });
});

describe('a reward that is kept for a tier', () => {
  let kept: string;
  const offeredTo = async (as: Sender): Promise<OfferedReward[]> =>
    (await send(api, 'get', '/me/rewards', as).expect(200)).body.data;
  const redeem = (as: Sender, body: object = {}) =>
    send(api, 'post', `/rewards/${kept}/redemptions`, { ...as, body }).set('idempotency-key', randomUUID());
  beforeAll(async () => {
    kept = (await makeReward(api, { name: { en: 'Tasting' }, points: 1, tierId: silver.id })).id;
  });

  it('is seen and redeemed by its members and those above, as long as they have the tier', async () => {
    const [low, high] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await till.sell(low.member.id, 10_000);
    await till.sell(high.member.id, 250_000);
    expect((await offeredTo(low)).map(({ id }) => id)).not.toContain(kept);
    await expectProblem(redeem(low), 422, 'tier-too-low');
    const offered = (await offeredTo(high)).find(({ id }) => id === kept);
    expect(offered?.tier).toEqual({ code: 'silver', name: { en: 'Silver' } });
    await redeem(high).expect(201);

    const grant = { tier: 'silver', validUntil: '2026-10-26T00:00:00+01:00', reason: 'a good guest' };
    await send(api, 'post', `/members/${low.member.id}/tier-grants`, { key, body: grant }).expect(201);
    await redeem(low).expect(201);
    // The night after it ends summer time. The grant is over before any job has booked it.
    api.clock.set('2026-10-25T23:59:59+01:00');
    await redeem({ key }, { memberId: low.member.id }).expect(201);
    api.clock.set('2026-10-26T00:00:00+01:00');
    await expectProblem(redeem({ key }, { memberId: low.member.id }), 422, 'tier-too-low');
    expect((await offeredTo(low)).map(({ id }) => id)).not.toContain(kept);
  });

  it('is of a tier that exists', async () => {
    const body = { name: { en: 'X' }, points: 1, tierId: '00000000-0000-7000-8000-000000000000' };
    await expectProblem(send(api, 'post', '/rewards', { key, body }), 400, 'invalid-request', '/tierId');
  });
});

it('an offer that is for a tier is seen by its members and those above, and by nobody below', async () => {
  const audience = { fact: 'member.tier', op: 'at-least', value: silver.id } as const;
  const offer = await makeOffer(api, { audience });
  const seenBy = async (cents: number): Promise<boolean> => {
    const { member, cookie } = await makeSignedInMember(api);
    await till.sell(member.id, cents);
    const offered = async (): Promise<string[]> => {
      const { body } = await send(api, 'get', '/me/offers', { cookie }).expect(200);
      return (body.data as { id: string }[]).map(({ id }) => id);
    };
    // What is known of members for lists may be a moment late.
    if (cents >= 50_000) await expect.poll(offered, { timeout: 15_000, interval: 50 }).toContain(offer.id);
    return (await offered()).includes(offer.id);
  };
  expect([await seenBy(10_000), await seenBy(60_000), await seenBy(250_000)]).toEqual([false, true, true]);
});
