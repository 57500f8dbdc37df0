import type { Location, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { madeStatement } from '../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';

const today = '2026-11-22T10:00:00+01:00';
let api: TestApp;
let vienna: Location;
let key: string;
let till: Till;

beforeAll(async () => {
  api = await startApp(today);
  vienna = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, vienna.code);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500, multiplierPercent: 125 });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000, multiplierPercent: 150 });
});
beforeEach(() => api.clock.set(today));
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const bearer = () => ({ authorization: `Bearer ${key}` });
const get = (path: string) => api.http.get(`/api/v1${path}`).set(bearer());
const tierOf = async (memberId: string) => (await get(`/members/${memberId}/tier`).expect(200)).body;
const newMember = async () => (await makeMember(api)).id;
const changesOf = async (memberId: string) => {
  const { body } = await get(`/members/${memberId}/timeline`).expect(200);
  const told = (body.data as TimelineEntry[]).filter(({ kind }) => kind === 'tier.changed');
  return told.map(({ details }) => details);
};
const setPeriod = async (qualifyingPeriod: 'calendar-year' | 'rolling-12-months') => {
  const { body } = await get('/club').expect(200);
  await changeClub(api, { points: { ...body.points, qualifyingPeriod } });
};
const review = () => api.app.get(TierReviews).review();

describe('a member', () => {
  it('starts on the tier without a threshold', async () => {
    const id = await newMember();
    expect(await tierOf(id)).toMatchObject({
      code: 'bronze',
      status: 0,
      since: null,
      next: { code: 'silver', missing: 500, threshold: 500 },
    });
    expect((await get('/members/00000000-0000-7000-8000-000000000000/tier').expect(404)).body.code).toBe(
      'not-found',
    );
  });

  it('reaches a tier by a purchase, and earns more from the next purchase', async () => {
    const id = await newMember();
    expect((await till.sell(id, 49_900)).tier).toEqual({
      code: 'bronze',
      status: 499,
      next: { code: 'silver', missing: 1 },
    });
    const lifting = await till.sell(id, 10_000);
    expect(lifting.points?.earned).toBe(100);
    expect(lifting.tier).toEqual({ code: 'silver', status: 599, next: { code: 'gold', missing: 1401 } });
    const after = await till.sell(id, 10_000);
    expect(after.explanation.map(({ points, reason }) => [points, reason])).toEqual([
      [100, '100.00 EUR × 1, rounded down'],
      [25, 'Silver: 25% more on 100.00 EUR, rounded down'],
    ]);
    expect(after.tier?.status).toBe(699);
    expect(await tierOf(id)).toMatchObject({ code: 'silver', since: '2026-11-22T09:00:00.000Z' });
    expect(await changesOf(id)).toEqual([
      { from: 'bronze', to: 'silver', 'tier.en': 'Silver', status: 599, reason: 'credit-reached' },
    ]);
  });

  it('can skip tiers, keeps the tier after a return, and loses the credit', async () => {
    const id = await newMember();
    const sold = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 150_000 }] });
    expect(sold.tier).toMatchObject({ code: 'gold', next: null });
    await till.takeBack(sold.id, [{ line: 0, quantity: 2 }]);
    expect(await tierOf(id)).toMatchObject({ code: 'gold', status: 0, next: null });
  });
});

describe('at the end of the period', () => {
  it('a calendar year decides by its credit, once, in the time zone of the club', async () => {
    await setPeriod('calendar-year');
    api.clock.set('2027-06-01T12:00:00+02:00');
    const [gold, lapsed] = [await newMember(), await newMember()];
    await till.sell(gold, 250_000);
    await till.sell(lapsed, 60_000);
    api.clock.set('2027-12-31T23:59:00+01:00');
    await review();
    expect(await tierOf(lapsed)).toMatchObject({ code: 'silver', status: 600 });
    api.clock.set('2028-01-01T00:01:00+01:00');
    await review();
    expect(await tierOf(gold)).toMatchObject({ code: 'gold', status: 0 });
    expect(await tierOf(lapsed)).toMatchObject({
      code: 'silver',
      status: 0,
      next: { code: 'gold', missing: 2000 },
    });
    api.clock.set('2028-11-01T12:00:00+01:00');
    await till.sell(gold, 60_000);
    await review();
    expect(await tierOf(gold)).toMatchObject({ code: 'gold' });
    api.clock.set('2029-01-01T00:01:00+01:00');
    await review();
    await review();
    expect(await tierOf(gold)).toMatchObject({ code: 'silver', since: '2028-12-31T23:01:00.000Z' });
    expect(await tierOf(lapsed)).toMatchObject({ code: 'bronze' });
    expect(await changesOf(gold)).toEqual([
      { from: 'gold', to: 'silver', 'tier.en': 'Silver', status: 600, reason: 'period-ended' },
      { from: 'bronze', to: 'gold', 'tier.en': 'Gold', status: 2500, reason: 'credit-reached' },
    ]);
  });

  it('a return of a purchase from an earlier period takes no credit from this one', async () => {
    await setPeriod('calendar-year');
    api.clock.set('2029-06-01T12:00:00+02:00');
    const id = await newMember();
    const old = await till.sell(id, { lines: [{ quantity: 2, unitPrice: 30_000 }] });
    api.clock.set('2029-12-31T12:00:00+01:00');
    await till.takeBack(old.id, [{ line: 0, quantity: 1 }]);
    expect(await tierOf(id)).toMatchObject({ code: 'silver', status: 300 });
    api.clock.set('2030-01-01T00:00:30+01:00');
    await till.sell(id, 70_000);
    const back = await till.takeBack(old.id, [{ line: 0, quantity: 1 }]);
    expect(back.points).toMatchObject({ takenBack: 300 });
    expect(await tierOf(id)).toMatchObject({ code: 'silver', status: 700 });
  });

  it('with rolling months a return counts at the time of its purchase, and expires with it', async () => {
    await setPeriod('rolling-12-months');
    api.clock.set('2029-02-01T12:00:00+01:00');
    const id = await newMember();
    const first = await till.sell(id, 60_000);
    api.clock.set('2029-10-01T12:00:00+02:00');
    await till.sell(id, 50_000);
    await till.takeBack(first.id, [{ line: 0, quantity: 1 }]);
    expect(await tierOf(id)).toMatchObject({ status: 500 });
    api.clock.set('2030-03-01T12:00:00+01:00');
    expect(await tierOf(id)).toMatchObject({ status: 500 });
  });

  it('rolling months decide every day', async () => {
    await setPeriod('rolling-12-months');
    api.clock.set('2030-03-10T12:00:00+01:00');
    const id = await newMember();
    await till.sell(id, 60_000);
    api.clock.set('2031-03-09T23:59:00+01:00');
    await review();
    expect(await tierOf(id)).toMatchObject({ code: 'silver', status: 600 });
    api.clock.set('2031-03-10T00:01:00+01:00');
    expect(await tierOf(id)).toMatchObject({ code: 'silver', status: 0 });
    await review();
    expect(await tierOf(id)).toMatchObject({ code: 'bronze', status: 0 });
  });
});

it('the stored status credit equals the journal', async () => {
  for (const amount of [100, 2500, 60_000, 70_000, 250_000]) {
    const sold = await till.sell(await newMember(), { lines: [{ quantity: 2, unitPrice: amount }] });
    if (amount > 60_000) await till.takeBack(sold.id, [{ line: 0, quantity: 1 }]);
  }
  const compare = madeStatement<{ credit: number; booked: number }>(
    `select coalesce(kept.member_id, booked.member_id) as member_id, kept.credit, booked.credit as booked
     from (select member_id, sum(credit)::bigint as credit from status_credit group by 1) kept
     full join (select member_id, sum(case when to_account = 'status' then amount else -amount end)::bigint as credit
                from journal where currency = 'status' group by 1) booked on booked.member_id = kept.member_id`,
  );
  const rows = await api.app.get(Transactions).query(compare);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect(rows.filter(({ credit, booked }) => credit !== booked)).toEqual([]);
});
