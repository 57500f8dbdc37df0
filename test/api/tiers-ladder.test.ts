import type { Tier, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { StandingsRepository } from '../../apps/api/src/features/tiers/standings.repository.ts';
import { Transactions } from '../../apps/api/src/platform/database/transactions.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let till: Till;
const bronze = { code: 'bronze', name: { en: 'Bronze', de: 'Bronze' }, threshold: 0 };

beforeAll(async () => {
  api = await startApp('2026-11-22T10:00:00+01:00');
  await makeRule(api);
  key = await makeKey(api);
  till = new Till(api, key, (await makeLocation(api)).code);
  await makeTier(api, bronze);
  await makeTier(api, { code: 'silver', name: { en: 'Silver' }, threshold: 500, multiplierPercent: 125 });
});
afterAll(() => api.close());

const bearer = () => ({ authorization: `Bearer ${key}` });
const get = (path: string) => api.http.get(`/api/v1${path}`).set(bearer());
const tierOf = async (memberId: string) => (await get(`/members/${memberId}/tier`).expect(200)).body;
const changesOf = async (memberId: string) => {
  const { body } = await get(`/members/${memberId}/timeline`).expect(200);
  const told = (body.data as TimelineEntry[]).filter(({ kind }) => kind === 'tier.changed');
  return told.map(({ details }) => details);
};

describe('the tier ladder', () => {
  const create = (body: object, headers: Record<string, string> = bearer()) =>
    api.http.post('/api/v1/tiers').set(headers).send(body);

  it('is edited by managers, from the lowest tier to the highest', async () => {
    const manager = await makeStaff(api, ['manager']);
    const headers = { cookie: manager.cookie, origin: api.url };
    const ranks = async (): Promise<unknown[]> =>
      ((await get('/tiers').expect(200)).body.data as Tier[]).map(({ rank, code }) => [rank, code]);
    const before = await ranks();
    const gold = {
      code: 'gold',
      name: { en: 'Gold' },
      threshold: 2000,
      multiplierPercent: 150,
      benefits: { en: 'A coffee' },
    };
    const made = await create(gold, headers).expect(201);
    expect(made.body).toEqual({
      ...gold,
      id: expect.any(String),
      version: 1,
      rank: before.length + 1,
      rewardId: null,
    });
    const lower = { code: 'steel', name: { en: 'Steel' }, threshold: 1000, multiplierPercent: 125 };
    await create(lower, headers).expect(201);
    expect(await ranks()).toEqual([...before, [before.length + 1, 'steel'], [before.length + 2, 'gold']]);
  });

  it.each([
    ['a code that is taken', { ...bronze, threshold: 7 }, 409, 'already-taken', '/code'],
    ['a threshold that is taken', { ...bronze, code: 'lead' }, 409, 'already-taken', '/threshold'],
    [
      'a negative threshold',
      { ...bronze, code: 'lead', threshold: -1 },
      400,
      'invalid-request',
      '/threshold',
    ],
    ['half a point', { ...bronze, code: 'lead', threshold: 0.5 }, 400, 'invalid-request', '/threshold'],
    [
      'fewer points than usual',
      { ...bronze, multiplierPercent: 99 },
      400,
      'invalid-request',
      '/multiplierPercent',
    ],
    ['no name', { ...bronze, name: {} }, 400, 'invalid-request', '/name'],
    ['a code with spaces', { ...bronze, code: 'Top Tier' }, 400, 'invalid-request', '/code'],
  ])('refuses %s', async (_, body, status, code, pointer) => {
    const before = (await get('/tiers')).body;
    const reply = await create(body).expect(status);
    expect([reply.body.code, reply.body.errors[0].pointer]).toEqual([code, pointer]);
    expect((await get('/tiers')).body).toEqual(before);
  });

  it('is changed only with the version that was read', async () => {
    const { body } = await get('/tiers').expect(200);
    const [tier] = body.data;
    const change = (headers: Record<string, string>, patch: object = { name: { en: 'Copper' } }) =>
      api.http.patch(`/api/v1/tiers/${tier.id}`).set(headers).send(patch);
    expect((await change(bearer()).expect(428)).body.code).toBe('precondition-required');
    await change({ ...bearer(), 'if-match': '"7"' }).expect(412);
    const changed = await change({ ...bearer(), 'if-match': '"1"' })
      .expect(200)
      .expect('etag', '"2"');
    expect(changed.body).toMatchObject({ code: 'bronze', name: { en: 'Copper' }, multiplierPercent: 100 });
    const taken = await change({ ...bearer(), 'if-match': '"2"' }, { threshold: 500 }).expect(409);
    expect(taken.body.errors[0].pointer).toBe('/threshold');
    const cashier = await makeStaff(api, ['cashier']);
    await change({ cookie: cashier.cookie, origin: api.url, 'if-match': '"2"' }).expect(403);
    const member = await makeSignedInMember(api);
    await api.http.get('/api/v1/tiers').set('cookie', member.cookie).expect(200);
    const { body: audit } = await get('/audit-entries?action=tier.changed').expect(200);
    expect(audit.data[0]).toMatchObject({
      before: { name: { en: 'Bronze' } },
      after: { name: { en: 'Copper' } },
    });
  });
});

it('a new tier in between lifts members who have reached it at once', async () => {
  const { id } = await makeMember(api);
  await till.sell(id, 30_000);
  expect(await tierOf(id)).toMatchObject({ code: 'bronze', status: 300 });
  await makeTier(api, { code: 'tin', threshold: 250 });
  await expect
    .poll(() => changesOf(id), { timeout: 15_000 })
    .toMatchObject([{ from: 'bronze', to: 'tin', status: 300, reason: 'ladder-changed' }]);
  expect(await tierOf(id)).toMatchObject({ code: 'tin', next: { code: 'silver', missing: 200 } });
});

describe('passes over all members', () => {
  const passes = async (): Promise<number> =>
    (await rowsOf(api, `select from pgboss.job where name = 'raise-tiers' and data = '{}'`)).length;

  it('three tiers of one moment queue one, which sees all of them', async () => {
    const { id } = await makeMember(api);
    await till.sell(id, 70_000);
    await jobsEnd(api);
    const before = await passes();
    await api.app.get(Transactions).run(async () => {
      for (const threshold of [610, 650, 690]) await makeTier(api, { code: `t-${threshold}`, threshold });
    });
    await jobsEnd(api);
    expect((await passes()) - before).toBe(1);
    expect((await changesOf(id))[0]).toMatchObject({ to: 't-690', status: 700, reason: 'ladder-changed' });
  });

  it('one that runs while the ladder changes leaves the members to the one of the change', async () => {
    const { id } = await makeMember(api);
    await till.sell(id, 75_000);
    await jobsEnd(api);
    const standings = api.app.get(StandingsRepository);
    const look = standings.withCredit.bind(standings);
    const looked = vi.spyOn(standings, 'withCredit').mockImplementationOnce(async (...of) => {
      await makeTier(api, { code: 't-740', threshold: 740 });
      return look(...of);
    });
    expect(await api.app.get(TierReviews).raise()).toEqual([]);
    looked.mockRestore();
    await jobsEnd(api);
    expect((await changesOf(id))[0]).toMatchObject({ to: 't-740', status: 750, reason: 'ladder-changed' });
  });
});
