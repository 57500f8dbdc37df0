import type { Location, MemberTierChange, MemberTierGrant } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TierReviews } from '../../apps/api/src/features/tiers/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { expectPublishedAsPromised } from '../support/events.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { changeClub, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

const today = '2026-10-20T10:00:00+02:00';
/** The night after it ends summer time, so the day has 25 hours. */
const lastDayEnds = '2026-10-26T00:00:00+01:00';
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
beforeEach(async () => {
  api.clock.set(today);
  const { body } = await get('/club').expect(200);
  await changeClub(api, { points: { ...body.points, qualifyingPeriod: 'calendar-year' } });
});
afterAll(async () => {
  await expectPublishedAsPromised(api);
  await api.close();
});

const get = (path: string) => send(api, 'get', path, { key });
const post = (path: string, body: object = {}) => send(api, 'post', path, { key, body });
const newMember = async (): Promise<string> => (await makeMember(api)).id;
const tierOf = async (id: string) => (await get(`/members/${id}/tier`).expect(200)).body;
const reviews = () => api.app.get(TierReviews);
const grant = async (id: string, tier: string, validUntil = lastDayEnds, reason = 'a good guest') =>
  (await post(`/members/${id}/tier-grants`, { tier, validUntil, reason }).expect(201)).body;
const changesOf = async (id: string) => {
  const { body } = await get(`/members/${id}/tier-changes`).expect(200);
  return (body.data as MemberTierChange[]).map(({ from, to, reason, direction }) =>
    [from?.code, to?.code, reason, direction].join(' '),
  );
};

describe('a granted tier', () => {
  it('counts at once, says until when and why, and multiplies points', async () => {
    const id = await newMember();
    const given = await grant(id, 'gold');
    expect(given).toMatchObject({
      tier: { code: 'gold', name: { en: 'Gold' } },
      validUntil: '2026-10-25T23:00:00.000Z',
      reason: 'a good guest',
      endedAt: null,
      running: true,
    });
    expect(await tierOf(id)).toMatchObject({
      code: 'gold',
      status: 0,
      grantedUntil: '2026-10-25T23:00:00.000Z',
      next: null,
    });
    expect((await till.sell(id, 10_000)).points?.earned).toBe(150);
    const { body } = await get(`/members/${id}/tier-changes`).expect(200);
    expect(body.data).toMatchObject([
      { reason: 'granted', words: 'a good guest', by: given.by, from: { code: 'bronze' }, status: 0 },
    ]);
    const { body: audit } = await get('/audit-entries?action=tier.granted').expect(200);
    const entries = audit.data as { subject: { id: string } }[];
    const entry = entries.find(({ subject }) => subject.id === given.id);
    expect(entry).toMatchObject({ after: { tier: 'gold' } });
    expect(JSON.stringify(entry)).not.toContain('a good guest');
  });

  it('ends at its moment, before any job, on the night with 25 hours', async () => {
    const id = await newMember();
    await grant(id, 'gold');
    api.clock.set('2026-10-25T23:59:59+01:00');
    expect(await tierOf(id)).toMatchObject({ code: 'gold' });
    api.clock.set(lastDayEnds);
    expect(await tierOf(id)).toMatchObject({
      code: 'bronze',
      grantedUntil: null,
      since: '2026-10-25T23:00:00.000Z',
    });
    expect((await till.sell(id, 10_000)).points?.earned).toBe(100);
    await reviews().endGrants();
    await reviews().endGrants();
    expect(await changesOf(id)).toEqual(['gold bronze grant-ended down', 'bronze gold granted up']);
    expect(await tierOf(id)).toMatchObject({ code: 'bronze', since: '2026-10-25T23:00:00.000Z' });
  });

  it('never lowers a member, and what is earned below it stays', async () => {
    const id = await newMember();
    await grant(id, 'gold');
    await till.sell(id, 60_000);
    expect(await changesOf(id)).toEqual(['bronze gold granted up']);
    api.clock.set('2026-10-27T10:00:00+01:00');
    const sold = await till.sell(id, 10_000);
    expect(sold.tier).toMatchObject({ code: 'silver' });
    await reviews().endGrants();
    expect(await tierOf(id)).toMatchObject({ code: 'silver' });
    expect(await changesOf(id)).toEqual(['gold silver grant-ended down', 'bronze gold granted up']);

    const rich = await newMember();
    await till.sell(rich, 250_000);
    await grant(rich, 'silver', '2027-03-01T00:00:00+01:00');
    expect(await tierOf(rich)).toMatchObject({ code: 'gold', grantedUntil: null });
    const { since } = await tierOf(rich);
    api.clock.set('2027-03-01T00:00:30+01:00');
    expect(await tierOf(rich)).toMatchObject({ code: 'gold', since });
  });

  it('is left above by a posting after its end, with both changes in order', async () => {
    const id = await newMember();
    await grant(id, 'silver');
    api.clock.set('2026-10-27T10:00:00+01:00');
    const sold = await till.sell(id, 250_000);
    expect(sold.tier).toMatchObject({ code: 'gold' });
    expect(await changesOf(id)).toEqual([
      'bronze gold credit-reached up',
      'silver bronze grant-ended down',
      'bronze silver granted up',
    ]);
  });

  it('holds at the end of the period, and then the earned tier of that review counts', async () => {
    const id = await newMember();
    await till.sell(id, 250_000);
    await grant(id, 'silver', '2028-02-29T00:00:00+01:00');
    api.clock.set('2028-01-01T00:01:00+01:00');
    await reviews().review();
    expect(await tierOf(id)).toMatchObject({ code: 'silver', grantedUntil: '2028-02-28T23:00:00.000Z' });
    api.clock.set('2028-02-29T00:00:00+01:00');
    expect(await tierOf(id)).toMatchObject({ code: 'bronze' });
    await reviews().endGrants();
    expect(await changesOf(id)).toEqual([
      'silver bronze grant-ended down',
      'gold silver period-ended down',
      'bronze gold credit-reached up',
    ]);
  });

  it('does not keep a member from the review of a period that has just ended', async () => {
    const id = await newMember();
    await till.sell(id, 250_000);
    api.clock.set('2028-01-01T00:00:20+01:00');
    await grant(id, 'silver', '2028-01-01T00:00:40+01:00');
    api.clock.set('2028-01-01T00:01:00+01:00');
    await reviews().review();
    expect(await tierOf(id)).toMatchObject({ code: 'bronze' });
  });

  it('ends early, once, and a second grant replaces the first', async () => {
    const id = await newMember();
    const first = await grant(id, 'gold');
    const second = await grant(id, 'silver');
    const end = (grantId: string) => post(`/members/${id}/tier-grants/${grantId}/end`).expect(200);
    expect((await end(first.id)).body).toMatchObject({ running: false });
    expect(await tierOf(id)).toMatchObject({ code: 'silver' });
    expect((await end(second.id)).body).toMatchObject({ running: false, endedBy: second.by });
    await end(second.id);
    expect(await tierOf(id)).toMatchObject({ code: 'bronze', grantedUntil: null });
    expect(await changesOf(id)).toEqual([
      'silver bronze grant-ended down',
      'gold silver granted down',
      'bronze gold granted up',
    ]);
    const { body } = await get(`/members/${id}/tier-grants?limit=1`).expect(200);
    expect(body.data).toMatchObject([{ id: second.id }]);
    const { body: rest } = await get(`/members/${id}/tier-grants?cursor=${body.cursor.next}`).expect(200);
    expect(rest.data).toMatchObject([{ id: first.id }]);
  });

  it('is exact with purchases at the same time', async () => {
    const id = await newMember();
    await Promise.all([
      ...[1, 2, 3].map(() => till.sell(id, 20_000)),
      grant(id, 'gold'),
      grant(id, 'silver'),
      grant(id, 'gold'),
    ]);
    const { body } = await get(`/members/${id}/tier-grants`).expect(200);
    const grants = body.data as MemberTierGrant[];
    expect(grants.filter(({ running }) => running)).toHaveLength(1);
    api.clock.set('2026-10-27T10:00:00+01:00');
    await reviews().endGrants();
    const { status } = await tierOf(id);
    expect(await tierOf(id)).toMatchObject({ code: 'silver' });
    expect(status).toBeGreaterThanOrEqual(600);
  });
});

it('the end of a granted tier is told of no former member, and counts when the member comes back', async () => {
  const id = await newMember();
  await grant(id, 'gold');
  const onGold = async () => {
    const { body } = await get('/members?tier=gold&limit=100').expect(200);
    return (body.data as { id: string }[]).some((member) => member.id === id);
  };
  await expect.poll(onGold).toBe(true);
  await post(`/members/${id}/close`, { reason: 'wished' }).expect(200);
  api.clock.set('2026-10-27T10:00:00+01:00');
  await reviews().endGrants();
  expect(await changesOf(id)).toEqual(['gold bronze grant-ended down', 'bronze gold granted up']);
  const told = await rowsOf(
    api,
    `select data->>'reason' as reason from events where name = 'tier.changed' and member_id = $1`,
    [id],
  );
  expect(told).toEqual([{ reason: 'granted' }]);
  await post(`/members/${id}/reopen`).expect(200);
  await expect.poll(onGold).toBe(false);
});

describe('a refused grant', () => {
  it.each([
    ['a tier that is not there', { tier: 'tin' }, '/tier'],
    ['a past end', { validUntil: '2026-10-20T10:00:00+02:00' }, '/validUntil'],
    ['an end too far away', { validUntil: '2036-10-21T10:00:00+02:00' }, '/validUntil'],
    ['no reason', { reason: ' ' }, '/reason'],
  ])('names %s and changes nothing', async (_, wrong, pointer) => {
    const id = await newMember();
    const body = { tier: 'gold', validUntil: lastDayEnds, reason: 'because', ...wrong };
    const reply = await post(`/members/${id}/tier-grants`, body).expect(400);
    expect(reply.body.errors[0].pointer).toBe(pointer);
    expect(await tierOf(id)).toMatchObject({ code: 'bronze' });
    expect((await get(`/members/${id}/tier-grants`)).body.data).toEqual([]);
  });

  it('never goes to the membership of the person who gives it', async () => {
    const own = await makeSignedInMember(api, { roles: ['manager'] });
    const body = { tier: 'gold', validUntil: lastDayEnds, reason: 'because' };
    const path = `/members/${own.member.id}/tier-grants`;
    const reply = await send(api, 'post', path, { ...own, body }).expect(403);
    expect(reply.body.code).toBe('self-earning-refused');
    expect((await get(path)).body.data).toEqual([]);
  });

  it('knows no other member and no former one', async () => {
    const unknown = '00000000-0000-7000-8000-000000000000';
    const body = { tier: 'gold', validUntil: lastDayEnds, reason: 'because' };
    await post(`/members/${unknown}/tier-grants`, body).expect(404);
    await get(`/members/${unknown}/tier-changes`).expect(404);
    await get(`/members/${unknown}/tier-grants`).expect(404);
    const id = await newMember();
    const given = await grant(id, 'gold');
    await post(`/members/${await newMember()}/tier-grants/${given.id}/end`).expect(404);
    await post(`/members/${id}/close`, { reason: 'wished' }).expect(200);
    expect((await post(`/members/${id}/tier-grants`, body).expect(422)).body.code).toBe('member-not-active');
  });
});

it('a member sees when and why the tier changed, without the words of the manager', async () => {
  const { member, cookie } = await makeSignedInMember(api);
  await grant(member.id, 'gold');
  const { body } = await send(api, 'get', '/me/tier', { cookie }).expect(200);
  expect(body).toMatchObject({ tier: { code: 'gold' }, changes: [{ reason: 'granted', direction: 'up' }] });
  expect(JSON.stringify(body)).not.toContain('a good guest');
});
