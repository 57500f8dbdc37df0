import type { MemberTierChange, PointsPolicy } from '@regulars/contracts';
import { isoOf, membershipYearAt } from '@regulars/loyalty';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, offer, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

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

describe('the membership year', () => {
  const own = { qualifyingPeriod: 'membership-year', tierReturns: 'lower' } as const;
  const joined = async (date: string): Promise<string> =>
    (await makeMember(api, { joinedAt: new Date(date) })).id;
  const statusOf = async (id: string): Promise<number> => (await get(`/members/${id}/tier`)).body.status;
  const soldAt = async (id: string, at: string, purchase: Parameters<Till['sell']>[1]) => {
    api.clock.set(at);
    return till.sell(id, purchase);
  };

  it('ends for each member on the day before the day of joining', async () => {
    await setPolicy(own);
    const may = await joined('2019-05-15T22:30:00+02:00');
    const leap = await joined('2024-02-29T10:00:00+01:00');
    for (const id of [may, leap]) {
      await soldAt(id, '2027-04-01T10:00:00+02:00', 60_000);
      expect(await codeOf(id)).toBe('silver');
    }
    await soldAt(may, '2027-05-15T00:00:00+02:00', 30_000);
    // A purchase before the member's own day belongs to the year before.
    expect(await statusOf(may)).toBe(300);
    expect(await codeAfterReview(may, '2028-02-28T23:59:00+01:00')).toBe('silver');
    expect(await codeOf(leap)).toBe('silver');
    expect(await codeAfterReview(leap, '2028-02-29T00:01:00+01:00')).toBe('silver');
    expect(await codeAfterReview(may, '2028-05-14T23:59:00+02:00')).toBe('silver');
    expect(await codeAfterReview(may, '2028-05-15T00:01:00+02:00')).toBe('bronze');
    expect(await reasonsOf(may)).toEqual(['bronze period-ended', 'silver credit-reached']);
    expect(await codeAfterReview(leap, '2029-02-28T23:59:00+01:00')).toBe('silver');
    expect(await codeAfterReview(leap, '2029-03-01T00:01:00+01:00')).toBe('bronze');
  });

  it('keeps a tier that the year over earned, and one that the new year earned before a late review', async () => {
    await setPolicy(own);
    const [kept, late] = [
      await joined('2020-05-15T10:00:00+02:00'),
      await joined('2020-05-15T10:00:00+02:00'),
    ];
    await soldAt(kept, '2027-05-14T23:59:00+02:00', 60_000);
    await soldAt(late, '2027-04-01T10:00:00+02:00', 60_000);
    await soldAt(late, '2027-05-16T10:00:00+02:00', 60_000);
    expect(await codeAfterReview(kept, '2027-05-18T10:00:00+02:00')).toBe('silver');
    expect(await codeOf(late)).toBe('silver');
    // An outage of some days in the next year.
    expect(await codeAfterReview(kept, '2028-05-20T10:00:00+02:00')).toBe('bronze');
    expect(await codeOf(late)).toBe('silver');
    expect(await reasonsOf(kept)).toEqual(['bronze period-ended', 'silver credit-reached']);
  });

  it('reviews each member once, also in two jobs at once after an outage', async () => {
    await setPolicy({ ...own, tierDowngrade: 'one-step' });
    const ids = await Promise.all(
      ['04-10', '04-11', '04-12'].map((day) => joined(`2021-${day}T10:00:00+02:00`)),
    );
    for (const id of ids) await soldAt(id, '2027-04-20T10:00:00+02:00', 250_000);
    api.clock.set('2029-04-14T10:00:00+02:00');
    const { app } = api;
    await Promise.all([1, 2, 3].map(() => app.get(TierReviews).review()));
    await app.get(TierReviews).review();
    for (const id of ids) expect(await reasonsOf(id)).toEqual(['silver period-ended', 'gold credit-reached']);
    expect(await codeAfterReview(ids[0] ?? '', '2030-04-10T00:01:00+02:00')).toBe('bronze');
    expect(await codeOf(ids[1] ?? '')).toBe('silver');
  });

  it('takes a late receipt of the year before for that year, and an older one for none', async () => {
    await setPolicy(own);
    const id = await joined('2020-05-15T10:00:00+02:00');
    await soldAt(id, '2027-05-14T12:00:00+02:00', 40_000);
    api.clock.set('2027-05-15T08:00:00+02:00');
    const late = await till.sell(id, {
      purchasedAt: '2027-05-14T20:00:00+02:00',
      lines: [{ amount: 20_000 }],
    });
    expect(late.tier).toMatchObject({ code: 'silver', status: 600 });
    expect(await codeOf(id)).toBe('silver');
    expect(await statusOf(id)).toBe(0);
    const older = await till.sell(id, {
      purchasedAt: '2026-05-14T20:00:00+02:00',
      lines: [{ amount: 250_000 }],
    });
    expect(older.tier).toMatchObject({ code: 'silver', status: 0 });
  });

  it('leaves a year that is over as it was when goods come back', async () => {
    await setPolicy(own);
    const id = await joined('2020-05-15T10:00:00+02:00');
    const two = { lines: [{ quantity: 2, unitPrice: 30_000 }] };
    const before = await soldAt(id, '2027-05-14T12:00:00+02:00', two);
    const after = await soldAt(id, '2027-05-15T12:00:00+02:00', two);
    await till.takeBack(before.id, [{ line: 0, quantity: 2 }]);
    expect([await codeOf(id), await statusOf(id)]).toEqual(['silver', 600]);
    await till.takeBack(after.id, [{ line: 0, quantity: 2 }]);
    expect([await codeOf(id), await statusOf(id)]).toEqual(['silver', 0]);
    expect(await codeAfterReview(id, '2027-05-16T12:00:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2028-05-15T00:01:00+02:00')).toBe('bronze');
  });

  it('brings purchases of a batch into the years of their own days', async () => {
    await setPolicy(own);
    const id = await joined('2020-05-15T10:00:00+02:00');
    api.clock.set('2027-05-16T12:00:00+02:00');
    const days = ['2027-05-14T10:00:00+02:00', '2027-05-15T10:00:00+02:00', '2027-05-14T11:00:00+02:00'];
    const sales = days.map((purchasedAt) =>
      offer(api, shop, { member: { id }, purchasedAt, lines: [{ amount: 25_000 }] }),
    );
    await api.app.get(BulkPurchases).recordMany(sales, { origin: 'live' });
    expect([await codeOf(id), await statusOf(id)]).toEqual(['silver', 250]);
  });

  it('begins for a running club with no review of a time that was over before', async () => {
    await setPolicy({ qualifyingPeriod: 'calendar-year' });
    const id = await joined('2020-05-15T10:00:00+02:00');
    await soldAt(id, '2027-03-01T10:00:00+01:00', 60_000);
    api.clock.set('2028-08-01T10:00:00+02:00');
    await setPolicy(own);
    expect(await codeAfterReview(id, '2028-08-02T10:00:00+02:00')).toBe('silver');
    expect(await codeAfterReview(id, '2029-05-15T10:00:00+02:00')).toBe('bronze');
  });

  it('lasts in SQL as long as in the rules of the programme', async () => {
    const zones = ['Europe/Berlin', 'America/Havana', 'Asia/Kathmandu'];
    const somewhere = (from: string, to: string, share: number): number =>
      Math.round(Date.parse(from) + share * (Date.parse(to) - Date.parse(from)));
    const joinings = Array.from({ length: 30 }, (_, index) =>
      somewhere('2003-01-01T00:00Z', '2027-01-01T00:00Z', ((index * 37) % 97) / 97),
    );
    joinings.push(
      Date.parse('2024-02-29T12:00Z'),
      Date.parse('2023-03-01T12:00Z'),
      Date.parse('2024-03-01T12:00Z'),
    );
    for (const [index, joinedAt] of joinings.entries()) {
      const { id } = await makeMember(api, { joinedAt: new Date(joinedAt) });
      const zone = zones[index % zones.length] ?? 'UTC';
      const moments = Array.from({ length: 12 }, (_, place) =>
        somewhere('2024-01-01T00:00Z', '2030-01-01T00:00Z', ((place * 31 + index * 7) % 101) / 101),
      ).flatMap((at) => [
        at,
        membershipYearAt(joinedAt, at, zone).until,
        membershipYearAt(joinedAt, at, zone).until - 1,
      ]);
      const asked = moments.flatMap((at) => {
        const current = membershipYearAt(joinedAt, at, zone);
        const before = membershipYearAt(joinedAt, current.from - 1, zone);
        return [
          { from: isoOf(at), until: isoOf(at), found: current },
          { from: '-infinity', until: isoOf(at), found: before },
          { from: isoOf(before.from), until: isoOf(at), found: before },
          { from: isoOf(before.from - 1), until: isoOf(at), found: current },
        ];
      });
      const rows = await rowsOf<{ begins: Date; ends: Date }>(
        api,
        `select y.year_from as begins, y.year_until as ends
         from unnest($2::timestamptz[], $3::timestamptz[]) with ordinality as asked(counts_from, counts_until, place)
         cross join lateral tier_year($1, asked.counts_from, asked.counts_until, $4) y order by asked.place`,
        [id, asked.map(({ from }) => from), asked.map(({ until }) => until), zone],
      );
      expect(rows.map(({ begins, ends }) => ({ from: begins.getTime(), until: ends.getTime() }))).toEqual(
        asked.map(({ found }) => found),
      );
    }
  });
});
