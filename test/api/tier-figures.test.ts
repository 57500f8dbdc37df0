import type { PointsPolicy, TierFigures } from '@regulars/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let till: Till;

// Each test moves the clock and counts all members.
beforeEach(async () => {
  api = await startApp('2026-06-01T10:00:00+02:00');
  const location = await makeLocation(api);
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, location.code);
  await makeTier(api, { code: 'bronze', name: { en: 'Bronze' } });
  await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500 });
  await makeTier(api, { code: 'gold', name: { en: 'Gold' }, threshold: 2000 });
});
afterEach(() => api.close());

const get = (path: string) => send(api, 'get', path, { key }).expect(200);
const setPolicy = async (policy: Partial<PointsPolicy>) => {
  const { body } = await get('/club');
  await changeClub(api, { points: { ...(body.points as PointsPolicy), ...policy } });
  await jobsEnd(api);
};
const figures = async (): Promise<TierFigures> => (await get('/tiers/figures')).body;
const memberWith = async (credit: number): Promise<string> => {
  const { id } = await makeMember(api);
  if (credit > 0) await till.sell(id, credit * 100);
  return id;
};
const counts = async () =>
  Object.fromEntries((await figures()).tiers.map(({ code, members, falling }) => [code, [members, falling]]));

it('counts who is on each tier, and who loses it at the review ahead', async () => {
  await setPolicy({ qualifyingPeriod: 'calendar-year', tierDowngrade: 'to-earned' });
  await memberWith(0);
  await memberWith(10);
  await memberWith(600);
  const kept = await memberWith(700);
  const granted = await memberWith(800);
  await memberWith(2500);
  const gone = await memberWith(900);
  await send(api, 'post', `/members/${gone}/close`, { key, body: { reason: 'moved away' } }).expect(200);
  expect(await figures()).toEqual({
    until: '2026-12-31T23:00:00Z',
    tiers: [
      { code: 'bronze', members: 2, afterwards: 2, falling: 0 },
      { code: 'silver', members: 3, afterwards: 3, falling: 0 },
      { code: 'gold', members: 1, afterwards: 1, falling: 0 },
    ],
  });

  api.clock.set('2027-03-01T10:00:00+01:00');
  await api.app.get(TierReviews).review();
  await till.sell(kept, 50_000);
  const body = { tier: 'silver', validUntil: '2028-06-01T00:00:00+02:00', reason: 'a good guest' };
  await send(api, 'post', `/members/${granted}/tier-grants`, { key, body }).expect(201);
  expect(await counts()).toEqual({ bronze: [2, 0], silver: [3, 1], gold: [1, 1] });
  // The list that the numbers lead to has as many.
  await expect
    .poll(async () => ((await get('/members?tier=silver&status=current')).body.data as unknown[]).length)
    .toBe(3);
  const fallers = async (query: string): Promise<string[]> =>
    ((await get(`/members?${query}&status=current`)).body.data as { id: string }[]).map(({ id }) => id);
  expect(await fallers('falls=gold')).toHaveLength(1);
  const [faller = ''] = await fallers('falls=silver');
  expect(await fallers('falls=silver')).toEqual([faller]);
  expect([kept, granted]).not.toContain(faller);
  expect(await fallers(`falls=silver&ids=${faller},${kept}`)).toEqual([faller]);
  expect(await fallers(`falls=silver&ids=${kept}`)).toEqual([]);
  expect(await fallers('falls=bronze')).toEqual([]);
  expect(await fallers('falls=nonsense')).toEqual([]);
});

it('looks 30 days ahead by rolling time', async () => {
  await setPolicy({ qualifyingPeriod: 'rolling-days', qualifyingLength: 60 });
  api.clock.set('2027-03-02T10:00:00+01:00');
  await memberWith(600);
  api.clock.set('2027-04-01T12:00:00+02:00');
  const { until, tiers } = await figures();
  expect(until).toBe('2027-04-30T22:00:00Z');
  const silver = tiers.find(({ code }) => code === 'silver');
  expect(silver).toMatchObject({ members: 1, falling: 1 });
});

it('looks 30 days ahead where each member has an own year, and over the whole year before that is saved', async () => {
  api.clock.set('2030-05-01T10:00:00+02:00');
  await setPolicy({ qualifyingPeriod: 'calendar-year', tierDowngrade: 'to-earned' });
  const joined = async (date: string): Promise<string> =>
    (await makeMember(api, { joinedAt: new Date(date) })).id;
  const [soon, later] = [
    await joined('2020-05-31T10:00:00+02:00'),
    await joined('2020-06-02T10:00:00+02:00'),
  ];
  api.clock.set('2029-05-20T10:00:00+02:00');
  const risen = await joined('2020-05-10T10:00:00+02:00');
  await till.sell(risen, 40_000);
  for (const id of [soon, later]) await till.sell(id, 60_000);
  api.clock.set('2030-05-01T10:00:00+02:00');
  await api.app.get(TierReviews).review();
  await till.sell(risen, 20_000);
  const preview = async (query: string): Promise<TierFigures> =>
    (await get(`/tiers/figures?${query}`).expect(200)).body;
  const silverOf = ({ tiers }: TierFigures) => tiers.find(({ code }) => code === 'silver');

  // By calendar year, `risen` has 400 and 200. In their own year, it is 600. The others earned before their years began.
  const asked = await preview('qualifyingPeriod=membership-year');
  expect(asked.until).toBe('2031-05-01T22:00:00Z');
  expect(silverOf(asked)).toEqual({ code: 'silver', members: 2, afterwards: 3, falling: 2 });

  await setPolicy({ qualifyingPeriod: 'membership-year' });
  await expect.poll(async () => silverOf(await figures())).toMatchObject({ members: 3, falling: 1 });
  expect((await figures()).until).toBe('2030-05-30T22:00:00Z');
  const { body } = await get('/members?falls=silver&status=current').expect(200);
  expect((body.data as { id: string }[]).map(({ id }) => id)).toEqual([soon]);
  await expectProblem(
    send(api, 'get', '/tiers/figures?qualifyingPeriod=rolling-days', { key }),
    400,
    'invalid-request',
    '/query/qualifyingLength',
  );
  expect((await preview('qualifyingPeriod=rolling-days&qualifyingLength=30')).until).toBe(
    '2030-05-30T22:00:00Z',
  );
});
