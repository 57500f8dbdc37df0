import type { MemberTierChange, PointsPolicy } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till, timesOn } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

const today = '2027-03-01T10:00:00+01:00';
let api: TestApp;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp(today);
  const location = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, location.code);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500 });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000 });
});
beforeEach(() => api.clock.set(today));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = (path: string) => send(api, 'get', path, { key });
const setPolicy = async (policy: Partial<PointsPolicy>) => {
  const { body } = await get('/club').expect(200);
  const points = body.points as PointsPolicy;
  await changeClub(api, {
    points: { ...points, statusBase: 'points', tierDowngrade: 'to-earned', tierReturns: 'keep', ...policy },
  });
  await jobsEnd(api);
};
const newMember = async (): Promise<string> => (await makeMember(api)).id;
const codeOf = async (id: string): Promise<string> =>
  (await get(`/members/${id}/tier`).expect(200)).body.code as string;
const codeAfterReview = async (id: string, at: string): Promise<string> => {
  // A wallet that a job holds is left to the next review.
  await jobsEnd(api);
  api.clock.set(at);
  await api.app.get(TierReviews).review();
  return codeOf(id);
};
const reasonsOf = async (id: string): Promise<string[]> => {
  const { body } = await get(`/members/${id}/tier-changes`).expect(200);
  return (body.data as MemberTierChange[]).map(({ to, reason }) => `${to?.code} ${reason}`);
};

describe('rolling time', () => {
  it('of 30 days ends with its last local day, over the night with 23 hours', async () => {
    await setPolicy({ qualifyingPeriod: 'rolling-days', qualifyingLength: 30 });
    const id = await newMember();
    await till.sell(id, 60_000);
    expect(await codeAfterReview(id, '2027-03-30T23:59:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2027-03-31T00:01:00+02:00')).toBe('bronze');
  });

  it('of a month ends at a month end', async () => {
    await setPolicy({ qualifyingPeriod: 'rolling-months', qualifyingLength: 1 });
    api.clock.set('2028-01-31T12:00:00+01:00');
    const id = await newMember();
    await till.sell(id, 60_000);
    expect(await codeAfterReview(id, '2028-02-28T23:59:00+01:00')).toBe('silver');
    expect(await codeAfterReview(id, '2028-02-29T23:59:00+01:00')).toBe('bronze');
  });

  it('with one step at a time, each step holds for as long as the period', async () => {
    await setPolicy({
      qualifyingPeriod: 'rolling-days',
      qualifyingLength: 30,
      tierDowngrade: 'one-step',
    });
    const id = await newMember();
    await till.sell(id, 250_000);
    expect(await codeAfterReview(id, '2027-03-31T00:01:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2027-04-01T00:01:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2027-04-29T23:59:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2027-04-30T00:01:00+02:00')).toBe('bronze');
    expect(await reasonsOf(id)).toEqual([
      'bronze period-ended',
      'silver period-ended',
      'gold credit-reached',
    ]);
  });
});

describe('a step down by a review', () => {
  const days = { qualifyingPeriod: 'rolling-days', qualifyingLength: 30, tierDowngrade: 'one-step' } as const;
  const grant = async (id: string, tier: string, validUntil: string) => {
    const body = { tier, validUntil, reason: 'a good guest' };
    return (await send(api, 'post', `/members/${id}/tier-grants`, { key, body }).expect(201)).body;
  };

  it('holds below a granted tier too, where nobody sees it', async () => {
    await setPolicy(days);
    const id = await newMember();
    await till.sell(id, 250_000);
    const { id: grantId } = await grant(id, 'gold', '2027-06-01T00:00:00+02:00');
    for (const night of ['2027-03-31', '2027-04-01', '2027-04-02'])
      expect(await codeAfterReview(id, `${night}T00:01:00+02:00`)).toBe('gold');
    await send(api, 'post', `/members/${id}/tier-grants/${grantId}/end`, { key }).expect(200);
    expect(await codeOf(id)).toBe('silver');
    expect(await codeAfterReview(id, '2027-04-29T23:59:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2027-04-30T00:01:00+02:00')).toBe('bronze');
  });

  it('is not the end of a granted tier', async () => {
    await setPolicy(days);
    const id = await newMember();
    await till.sell(id, 60_000);
    await grant(id, 'gold', '2027-03-20T00:00:00+01:00');
    api.clock.set('2027-03-20T00:01:00+01:00');
    await api.app.get(TierReviews).endGrants();
    expect(await codeOf(id)).toBe('silver');
    expect(await codeAfterReview(id, '2027-03-31T00:01:00+02:00')).toBe('bronze');
  });

  it('is not a step up', async () => {
    await setPolicy(days);
    const id = await newMember();
    await till.sell(id, 190_000);
    api.clock.set('2027-03-25T10:00:00+01:00');
    await till.sell(id, 20_000);
    expect(await codeOf(id)).toBe('gold');
    expect(await codeAfterReview(id, '2027-03-31T00:01:00+02:00')).toBe('silver');
  });

  it('no longer holds when the member has stepped up again', async () => {
    await setPolicy(days);
    const id = await newMember();
    await till.sell(id, 250_000);
    api.clock.set('2027-03-05T10:00:00+01:00');
    await till.sell(id, 120_000);
    expect(await codeAfterReview(id, '2027-03-31T00:01:00+02:00')).toBe('silver');
    api.clock.set('2027-04-01T10:00:00+02:00');
    await till.sell(id, 100_000);
    expect(await codeOf(id)).toBe('gold');
    expect(await codeAfterReview(id, '2027-04-04T00:01:00+02:00')).toBe('silver');
  });
});

it('a year that earned nothing costs one step, if the club wants it so', async () => {
  await setPolicy({ qualifyingPeriod: 'calendar-year', tierDowngrade: 'one-step' });
  const id = await newMember();
  await till.sell(id, 250_000);
  expect(await codeAfterReview(id, '2029-01-01T00:01:00+01:00')).toBe('silver');
  expect(await codeAfterReview(id, '2029-12-31T23:01:00+01:00')).toBe('silver');
  expect(await codeAfterReview(id, '2030-01-01T00:01:00+01:00')).toBe('bronze');
});

describe('a return', () => {
  const sold = async (id: string) =>
    till.sell(id, { lines: [{ quantity: 2, unitPrice: 30_000 }] }).then((sale) => sale.id);

  it('lowers the tier that its purchase reached, if the club wants it so, and says why', async () => {
    await setPolicy({ qualifyingPeriod: 'calendar-year', tierReturns: 'lower' });
    const id = await newMember();
    await till.takeBack(await sold(id), [{ line: 0, quantity: 1 }]);
    expect(await codeOf(id)).toBe('bronze');
    expect(await reasonsOf(id)).toEqual(['bronze credit-returned', 'silver credit-reached']);
  });

  it('lowers no tier that the rest of the credit earns, and none that was kept with less', async () => {
    await setPolicy({ qualifyingPeriod: 'calendar-year', tierReturns: 'lower', tierDowngrade: 'one-step' });
    const id = await newMember();
    await till.sell(id, 250_000);
    await till.takeBack(await sold(id), [{ line: 0, quantity: 2 }]);
    expect(await codeOf(id)).toBe('gold');
    expect(await codeAfterReview(id, '2029-01-01T00:01:00+01:00')).toBe('silver');
    const small = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 1000 }] });
    await till.takeBack(small.id, [{ line: 0, quantity: 2 }]);
    expect(await codeOf(id)).toBe('silver');
  });

  it('keeps the tier otherwise', async () => {
    await setPolicy({ qualifyingPeriod: 'calendar-year' });
    const id = await newMember();
    await till.takeBack(await sold(id), [{ line: 0, quantity: 2 }]);
    expect(await codeOf(id)).toBe('silver');
  });
});

describe('where spending counts', () => {
  const spending = { qualifyingPeriod: 'calendar-year', tierReturns: 'lower', statusBase: 'spend' } as const;
  const statusOf = async (id: string): Promise<number> => (await get(`/members/${id}/tier`)).body.status;

  it('a purchase brings one for each whole euro, its tier at once, and a return takes both', async () => {
    await setPolicy(spending);
    await makeRule(api, { name: 'Triple on beans', effect: timesOn('beans', 3) });
    const id = await newMember();
    expect((await till.sell(id, 19_999)).tier).toMatchObject({ code: 'bronze', status: 199 });
    const beans = { category: 'beans', quantity: 3, unitPrice: 10_050 };
    const sale = await till.sell(id, { lines: [beans] });
    expect(sale.points?.earned).toBe(904);
    expect(sale.tier).toMatchObject({ code: 'silver', status: 500 });
    await till.takeBack(sale.id, [{ line: 0, quantity: 1 }]);
    expect(await statusOf(id)).toBe(400);
    expect(await codeOf(id)).toBe('bronze');
    await till.takeBack(sale.id, [{ line: 0, quantity: 2 }]);
    expect(await statusOf(id)).toBe(199);
  });

  it('purchases at the same time reach the tier once', async () => {
    await setPolicy(spending);
    const id = await newMember();
    await Promise.all([1, 2, 3, 4, 5].map(() => till.sell(id, 10_099)));
    expect(await statusOf(id)).toBe(500);
    expect(await reasonsOf(id)).toEqual(['silver credit-reached']);
  });

  it('older purchases keep what they brought, also when they are returned', async () => {
    await setPolicy({ qualifyingPeriod: 'calendar-year' });
    const id = await newMember();
    const old = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 5050 }] });
    expect(await statusOf(id)).toBe(101);
    await setPolicy(spending);
    await till.sell(id, 99);
    expect(await statusOf(id)).toBe(101);
    await till.takeBack(old.id, [{ line: 0, quantity: 1 }]);
    expect(await statusOf(id)).toBe(50);
  });
});

it.each([
  ['rolling-months', null],
  ['rolling-months', 121],
  ['rolling-days', 6],
] as const)('refuses %s of %s with the pointer', async (qualifyingPeriod, qualifyingLength) => {
  const { body } = await get('/club').expect(200);
  const points = { ...body.points, qualifyingPeriod, qualifyingLength };
  const patch = send(api, 'patch', '/club', { key, version: body.version, body: { points } });
  await expectProblem(patch, 400, 'invalid-request', '/points/qualifyingLength');
});
