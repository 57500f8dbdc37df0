import { randomUUID } from 'node:crypto';
import type { MemberTierChange, PointsPolicy, TierFigures } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { TierReviews, Tiers } from '../../apps/api/src/features/tiers/index.ts';
import { StandingsRepository } from '../../apps/api/src/features/tiers/standings.repository.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

const today = '2027-03-01T10:00:00+01:00';
let api: TestApp;
let key: string;
let till: Till;
let shop: string;

beforeAll(async () => {
  api = await startApp(today);
  shop = (await makeLocation(api)).code;
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, shop);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 2 });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 100 });
});
beforeEach(() => api.clock.set(today));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = (path: string) => send(api, 'get', path, { key });
const post = (path: string, body: object) =>
  send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
const setPolicy = async (policy: Partial<PointsPolicy>) => {
  const { body } = await get('/club').expect(200);
  const points = body.points as PointsPolicy;
  const usual = {
    qualifyingPeriod: 'calendar-year',
    tierDowngrade: 'to-earned',
    tierReturns: 'lower',
  } as const;
  await changeClub(api, { points: { ...points, ...usual, ...policy } });
  // A change of the base lifts members by a job, in the year in which it begins.
  await jobsEnd(api);
};
const newMember = async (): Promise<string> => (await makeMember(api)).id;
const tierOf = async (id: string): Promise<[string, number]> => {
  const { body } = await get(`/members/${id}/tier`).expect(200);
  return [body.code as string, body.status as number];
};
const reviewed = async (id: string, at: string) => {
  await jobsEnd(api);
  api.clock.set(at);
  // A wallet that a job or an event holds is left to the next review.
  await vi.waitFor(async () => {
    await api.app.get(TierReviews).review();
    expect(await stillDue()).toEqual([]);
  });
  return tierOf(id);
};
const stillDue = async (): Promise<string[]> => {
  const terms = await api.app.get(Tiers).reviewAt(api.clock.now());
  const standings = await api.app
    .get(Transactions)
    .run(() => api.app.get(StandingsRepository).maybeDue(terms, null, 500));
  return standings.filter(({ isDue }) => isDue).map(({ memberId }) => memberId);
};
const reasonsOf = async (id: string): Promise<string[]> => {
  const { body } = await get(`/members/${id}/tier-changes`).expect(200);
  return (body.data as MemberTierChange[]).map(({ to, reason }) => `${to?.code} ${reason}`);
};
const cups = (quantity: number) => ({ lines: [{ quantity, unitPrice: 100 }] });
const sellAt = async (id: string, at: string) => {
  api.clock.set(at);
  return till.sell(id, cups(2));
};
const giveBack = (purchaseId: string, quantity = 2) => till.takeBack(purchaseId, [{ line: 0, quantity }]);

describe('where visits count', () => {
  beforeEach(() => setPolicy({ statusBase: 'visits' }));

  it('several receipts of one local day are one visit, and the next day reaches the tier at once', async () => {
    const id = await newMember();
    expect((await sellAt(id, '2027-03-01T00:10:00+01:00')).tier).toMatchObject({ code: 'bronze', status: 1 });
    expect((await sellAt(id, '2027-03-01T23:50:00+01:00')).tier).toMatchObject({ code: 'bronze', status: 1 });
    const { tier } = await sellAt(id, '2027-03-02T00:10:00+01:00');
    expect(tier).toMatchObject({ code: 'silver', status: 2, next: { code: 'gold', missing: 98 } });
    expect(await tierOf(id)).toEqual(['silver', 2]);
    expect(await reasonsOf(id)).toEqual(['silver credit-reached']);
  });

  it('a day counts until all of it came back, and again when that was a mistake', async () => {
    const id = await newMember();
    const first = await till.sell(id, cups(2));
    const second = await till.sell(id, cups(2));
    await sellAt(id, '2027-03-02T10:00:00+01:00');
    await giveBack(first.id);
    expect(await tierOf(id)).toEqual(['silver', 2]);
    await giveBack(second.id, 1);
    expect(await tierOf(id)).toEqual(['silver', 2]);
    const last = await giveBack(second.id, 1);
    expect(await tierOf(id)).toEqual(['bronze', 1]);
    await post(`/returns/${last.id}/reverse`, { reason: 'A mistake' }).expect(201);
    expect(await tierOf(id)).toEqual(['silver', 2]);
    expect(await reasonsOf(id)).toEqual([
      'silver credit-reached',
      'bronze credit-returned',
      'silver credit-reached',
    ]);
  });

  it('purchases at the same time are one visit, whatever their order', async () => {
    const id = await newMember();
    await Promise.all([1, 2, 3, 4, 5].map(() => till.sell(id, cups(1))));
    expect(await tierOf(id)).toEqual(['bronze', 1]);
    api.clock.set('2027-03-02T10:00:00+01:00');
    const sold = await Promise.all([1, 2, 3].map(() => till.sell(id, cups(2))));
    await Promise.all(sold.map((sale) => giveBack(sale.id)));
    expect(await tierOf(id)).toEqual(['bronze', 1]);
  });

  it('a batch counts each day once, with what was there before', async () => {
    const id = await newMember();
    await till.sell(id, cups(1));
    const at = (purchasedAt: string) => offer(api, shop, { member: { id }, purchasedAt });
    const sales = ['2027-03-01T08:00:00+01:00', '2027-02-28T23:30:00+01:00', '2027-02-28T08:00:00+01:00'].map(
      at,
    );
    await api.app.get(BulkPurchases).recordMany(sales, { origin: 'live' });
    expect(await tierOf(id)).toEqual(['silver', 2]);
    expect(await reasonsOf(id)).toEqual(['silver credit-reached']);
  });

  it('a purchase that is given to a member later counts on its day, unless all of it came back', async () => {
    const id = await newMember();
    const returned = await till.sell(null, cups(2));
    await giveBack(returned.id);
    const kept = await till.sell(null, cups(2));
    const another = await sellAt(id, '2027-03-02T10:00:00+01:00');
    expect(another.tier).toMatchObject({ status: 1 });
    const assign = (purchaseId: string) =>
      post(`/purchases/${purchaseId}/assign`, { memberId: id }).expect(201);
    expect((await assign(returned.id)).body.tier).toMatchObject({ code: 'bronze', status: 1 });
    expect((await assign(kept.id)).body.tier).toMatchObject({ code: 'silver', status: 2 });
    expect(await tierOf(id)).toEqual(['silver', 2]);
  });

  it('a preview says the same and changes nothing', async () => {
    const id = await newMember();
    const body = offer(api, shop, { member: { id } });
    const { body: seen } = await send(api, 'post', '/purchases?dryRun=true', { key, body }).expect(200);
    expect(seen.tier).toMatchObject({ code: 'bronze', status: 1 });
    expect(await tierOf(id)).toEqual(['bronze', 0]);
  });

  it('a tier stays until the year ends; what comes back from a finished year takes nothing', async () => {
    const id = await newMember();
    await till.sell(id, cups(1));
    const second = await sellAt(id, '2027-12-31T23:59:00+01:00');
    expect(await reviewed(id, '2028-01-01T00:01:00+01:00')).toEqual(['silver', 0]);
    await giveBack(second.id);
    expect(await tierOf(id)).toEqual(['silver', 0]);
    await sellAt(id, '2028-02-01T10:00:00+01:00');
    expect(await reviewed(id, '2028-12-31T23:59:00+01:00')).toEqual(['silver', 1]);
    expect(await reviewed(id, '2029-01-01T00:01:00+01:00')).toEqual(['bronze', 0]);
  });

  it('rolling days end with the local day, over the nights with 23 and 25 hours', async () => {
    await setPolicy({ statusBase: 'visits', qualifyingPeriod: 'rolling-days', qualifyingLength: 30 });
    const id = await newMember();
    await till.sell(id, cups(1));
    await sellAt(id, '2027-03-28T01:59:00+01:00');
    await sellAt(id, '2027-03-28T23:59:00+02:00');
    expect(await reviewed(id, '2027-03-30T23:59:00+02:00')).toEqual(['silver', 2]);
    expect(await reviewed(id, '2027-03-31T00:01:00+02:00')).toEqual(['bronze', 1]);
    await sellAt(id, '2027-10-31T02:30:00+02:00');
    await sellAt(id, '2027-10-31T02:30:00+01:00');
    expect(await tierOf(id)).toEqual(['bronze', 1]);
  });
});

describe('where the balance counts', () => {
  beforeEach(() => setPolicy({ statusBase: 'balance' }));
  const redeem = (id: string, points: number) =>
    post(`/members/${id}/points/redemptions`, { points, reason: 'Cups' }).expect(201);
  const adjust = (id: string, points: number) =>
    post(`/members/${id}/points/adjustments`, { points, reason: 'Goodwill' }).expect(201);

  it('a purchase reaches the tier at once; what is redeemed lowers it only when the year ends', async () => {
    const id = await newMember();
    expect((await till.sell(id, 10_000)).tier).toMatchObject({ code: 'gold', status: 100 });
    await redeem(id, 99);
    expect(await tierOf(id)).toEqual(['gold', 1]);
    expect(await reviewed(id, '2027-12-31T23:59:00+01:00')).toEqual(['gold', 1]);
    expect(await reviewed(id, '2028-01-01T00:01:00+01:00')).toEqual(['bronze', 1]);
    expect(await reasonsOf(id)).toEqual(['bronze period-ended', 'gold credit-reached']);
  });

  it('points that come without a purchase reach the tier too', async () => {
    const id = await newMember();
    await adjust(id, 100);
    await expect.poll(() => tierOf(id)).toEqual(['gold', 100]);
    expect(await reasonsOf(id)).toEqual(['gold credit-reached']);
  });

  it('purchases and redemptions at the same time leave the tier that was reached', async () => {
    const id = await newMember();
    await adjust(id, 90);
    await Promise.all([till.sell(id, 1000), redeem(id, 50), till.sell(id, 5000)]);
    const [code, points] = await tierOf(id);
    expect(points).toBe(100);
    expect(code).toBe('gold');
  });

  it('a return lowers a tier that the points reached before and no longer reach', async () => {
    const id = await newMember();
    const sale = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 5000 }] });
    await giveBack(sale.id, 1);
    expect(await tierOf(id)).toEqual(['silver', 50]);
  });

  it.each(['rolling-12-months', 'rolling-months', 'rolling-days'] as const)(
    'needs a period with an end, not %s',
    async (qualifyingPeriod) => {
      const { body } = await get('/club').expect(200);
      const points = { ...body.points, statusBase: 'balance', qualifyingPeriod, qualifyingLength: 30 };
      const patch = send(api, 'patch', '/club', { key, version: body.version, body: { points } });
      await expectProblem(patch, 400, 'invalid-request', '/points/qualifyingPeriod');
    },
  );
});

describe('where each member has an own year', () => {
  const joined = async (date: string): Promise<string> =>
    (await makeMember(api, { joinedAt: new Date(date) })).id;

  it('visits count from the day of joining on', async () => {
    await setPolicy({ statusBase: 'visits', qualifyingPeriod: 'membership-year' });
    const id = await joined('2020-05-15T10:00:00+02:00');
    const other = await joined('2020-05-14T10:00:00+02:00');
    for (const each of [id, other]) {
      await sellAt(each, '2027-05-13T23:59:00+02:00');
      await sellAt(each, '2027-05-14T23:59:00+02:00');
    }
    expect([await tierOf(id), await tierOf(other)]).toEqual([
      ['silver', 2],
      ['bronze', 1],
    ]);
    expect(await reviewed(id, '2027-05-15T00:01:00+02:00')).toEqual(['silver', 0]);
    const { tier } = await sellAt(id, '2027-05-15T10:00:00+02:00');
    expect(tier).toMatchObject({ code: 'silver', status: 1 });
    expect(await reviewed(id, '2028-05-15T00:01:00+02:00')).toEqual(['bronze', 0]);
  });

  it('the balance decides when the member’s year ends', async () => {
    await setPolicy({ statusBase: 'balance', qualifyingPeriod: 'membership-year' });
    const id = await joined('2020-05-15T10:00:00+02:00');
    expect((await till.sell(id, 10_000)).tier).toMatchObject({ code: 'gold', status: 100 });
    await post(`/members/${id}/points/redemptions`, { points: 50, reason: 'Cups' }).expect(201);
    expect(await reviewed(id, '2027-05-14T23:59:00+02:00')).toEqual(['gold', 50]);
    expect(await reviewed(id, '2027-05-15T00:01:00+02:00')).toEqual(['silver', 50]);
  });
});

describe('another base', () => {
  const figuresIf = async (statusBase?: string): Promise<Record<string, readonly number[]>> => {
    const query = statusBase ? `?statusBase=${statusBase}` : '';
    const { body } = await get(`/tiers/figures${query}`).expect(200);
    return Object.fromEntries(
      (body as TierFigures).tiers.map(({ code, members, afterwards, falling }) => [
        code,
        [members, afterwards, falling],
      ]),
    );
  };

  it('says before it is saved how many it lifts and how many would fall, and then lifts them', async () => {
    await setPolicy({ statusBase: 'points' });
    api.clock.set('2031-05-01T10:00:00+02:00');
    await api.app.get(TierReviews).review();
    // The members of the other tests are on the lowest tier by now.
    const before = await figuresIf('visits');
    expect((await figuresIf())['silver']).toEqual([0, 0, 0]);
    const often = await newMember();
    await till.sell(often, 10);
    api.clock.set('2031-05-02T10:00:00+02:00');
    await till.sell(often, 10);
    const once = await newMember();
    await till.sell(once, 10_000);
    expect(await tierOf(often)).toEqual(['bronze', 0]);
    expect(await tierOf(once)).toEqual(['gold', 100]);

    const [bronze = 0] = before['bronze'] ?? [];
    expect(await figuresIf('visits')).toEqual({
      bronze: [bronze + 1, bronze, 0],
      silver: [0, 1, 0],
      gold: [1, 1, 1],
    });
    expect(await tierOf(often)).toEqual(['bronze', 0]);

    await setPolicy({ statusBase: 'visits' });
    await expect.poll(() => tierOf(often)).toEqual(['silver', 2]);
    expect(await tierOf(once)).toEqual(['gold', 1]);
    expect(await reasonsOf(often)).toEqual(['silver ladder-changed']);
    expect(await reviewed(once, '2032-01-01T00:01:00+01:00')).toEqual(['bronze', 0]);
  });

  it('that needs a period with an end is counted for that end', async () => {
    await setPolicy({ statusBase: 'points', qualifyingPeriod: 'rolling-12-months' });
    const { body } = await get('/tiers/figures?statusBase=balance').expect(200);
    expect(body.until).toBe('2027-12-31T23:00:00Z');
  });

  it('is refused if nobody knows it', async () => {
    await expectProblem(get('/tiers/figures?statusBase=luck'), 400, 'invalid-request', '/query/statusBase');
  });
});
