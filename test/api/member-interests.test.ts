import type { InterestFigures, InterestSettings, ListedInterest, MemberInterests } from '@regulars/contracts';
import { dayMs } from '@regulars/loyalty';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SettleInterestsJob } from '../../apps/api/src/features/interests/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { jobsEnd } from '../support/background-jobs.ts';
import { makeKey } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunity } from '../support/makers/communities.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { by, joinNew, makePost } from '../support/makers/posts.ts';
import { Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
let till: Till;
let tea: string;
const words = [
  { key: 'tea', name: { en: 'Tea' } },
  { key: 'books', name: { en: 'Books' } },
];
const get = async <Reply>(path: string): Promise<Reply> =>
  (await send(api, 'get', path, { key }).expect(200)).body;
const allowing = (): Promise<SignedInMember> =>
  makeSignedInMember(api, { consents: [{ purpose: 'profiling', granted: true }] });
const allow = (who: SignedInMember, granted: boolean) =>
  send(api, 'put', `/members/${who.member.id}/consents`, {
    key,
    body: { consents: [{ purpose: 'profiling', granted }] },
  }).expect(200);
const known = (who: SignedInMember): Promise<MemberInterests> => get(`/members/${who.member.id}/interests`);
const say = (who: SignedInMember, interest: string, body: object) =>
  by(api, 'put', `/me/interests/${interest}`, who, body);
const counting = (who: SignedInMember): Promise<object[]> =>
  rowsOf(api, 'select interest from member_interests where member_id = $1 order by 1', [who.member.id]);
const buyTea = (who: SignedInMember) =>
  till.sell(who.member.id, { lines: [{ sku: 'T-1', quantity: 2, amount: 900 }] });
/** Waits until this is what was observed: `interest source times`. */
const observed = async (who: SignedInMember, ...expected: string[]): Promise<MemberInterests> => {
  const seen = ({ interests }: MemberInterests): string[] =>
    interests.flatMap(({ key: interest, sources }) =>
      sources
        .filter(({ source }) => source !== 'stated')
        .map(({ source, times }) => `${interest} ${source} ${times}`),
    );
  await vi.waitFor(
    async () => {
      await api.app.get(SettleInterestsJob).run();
      expect(seen(await known(who)).toSorted()).toEqual(expected);
    },
    { timeout: 10_000, interval: 100 },
  );
  return known(who);
};

beforeAll(async () => {
  api = await startApp('2026-11-22T10:00:00+01:00');
  key = await makeKey(api);
  const { version } = await get<{ version: number }>('/club');
  await send(api, 'patch', '/club', { key, version, body: { interests: words } }).expect(200);
  await send(api, 'post', '/products', {
    key,
    body: { sku: 'T-1', name: 'Assam', interests: ['tea'] },
  }).expect(201);
  till = new Till(api, key, (await makeLocation(api)).code);
  const { version: first, ...chosen } = await get<InterestSettings>('/interest-settings');
  const body = { ...chosen, categories: [{ category: 'Novels', interests: ['books'] }] };
  await send(api, 'put', '/interest-settings', { key, version: first, body }).expect(200);
  tea = (await makeCommunity(api, { interests: ['tea'] })).id;
});
afterAll(() => api.close());

describe('interests of members', () => {
  it('are observed from goods, categories, groups and reactions, each source apart and all together', async () => {
    const [who, author] = [await allowing(), await joinNew(api, tea)];
    await by(api, 'post', `/communities/${tea}/memberships`, who, {}).expect(200);
    const post = await makePost(api, tea, author, { interests: ['tea', 'books'] });
    await by(api, 'put', `/me/posts/${post.id}/reactions/heart`, who).expect(200);
    for (const _ of [1, 2, 3]) await buyTea(who);
    await till.sell(who.member.id, { lines: [{ category: 'Novels', amount: 1200 }] });
    const { use, interests } = await observed(
      who,
      'books purchases 1',
      'books reactions 1',
      'tea communities 1',
      'tea purchases 3',
      'tea reactions 1',
    );
    expect(use.allowed).toBe(true);
    // 3 × 10 for purchases, 20 for the group, 4 for the heart; books: 10 and 4.
    const [first, second] = interests;
    expect(first).toMatchObject({ key: 'tea', name: 'Tea', score: 54, interested: true, statedAt: null });
    expect(first?.sources.map(({ source, points }) => [source, points])).toEqual([
      ['purchases', 30],
      ['communities', 20],
      ['reactions', 4],
    ]);
    expect(second).toMatchObject({ key: 'books', score: 14, interested: false });
    expect(await counting(who)).toEqual([{ interest: 'tea' }]);
  });

  it('forgets what a member removes until it happens again, and takes a removal back', async () => {
    const who = await allowing();
    for (const _ of [1, 2]) await buyTea(who);
    await observed(who, 'tea purchases 2');
    api.clock.advance({ seconds: 1 });
    await by(api, 'delete', '/me/interests/tea', who).expect(200);
    expect((await known(who)).interests).toEqual([]);
    api.clock.advance({ seconds: 1 });
    await buyTea(who);
    await observed(who, 'tea purchases 1');
    await say(who, 'tea', { word: 'none', forgottenUntil: null }).expect(200);
    await observed(who, 'tea purchases 3');
  });

  it('never comes back if the member wants no more of it, until the member changes that', async () => {
    const who = await allowing();
    await buyTea(who);
    await say(who, 'tea', { word: 'stated' }).expect(200);
    await say(who, 'tea', { word: 'blocked' }).expect(200);
    await buyTea(who);
    await jobsEnd(api);
    await observed(who);
    expect(await known(who)).toMatchObject({ interests: [], blocked: [{ key: 'tea', name: 'Tea' }] });
    expect(await counting(who)).toEqual([]);
    await say(who, 'tea', { word: 'none' }).expect(200);
    await observed(who, 'tea purchases 2');
  });

  it('needs the consent, except for what the member said; a withdrawal deletes it at once', async () => {
    const who = await makeSignedInMember(api);
    for (const _ of [1, 2, 3]) await buyTea(who);
    await say(who, 'books', { word: 'stated' }).expect(200);
    await jobsEnd(api);
    await api.app.get(SettleInterestsJob).run();
    expect(await known(who)).toMatchObject({
      use: { allowed: false },
      interests: [{ key: 'books', score: null, interested: true, sources: [{ source: 'stated' }] }],
    });
    await allow(who, true);
    await observed(who, 'tea purchases 3');
    expect(await counting(who)).toEqual([{ interest: 'books' }, { interest: 'tea' }]);
    await allow(who, false);
    expect(await rowsOf(api, 'select from interest_signals where member_id = $1', [who.member.id])).toEqual(
      [],
    );
    expect(await counting(who)).toEqual([{ interest: 'books' }]);
    const own = await by(api, 'get', '/me/interests', who).expect(200);
    expect(own.body).toMatchObject({ interests: [{ key: 'books' }], others: [{ key: 'tea', name: 'Tea' }] });
  });

  it('counts members without naming fewer than twenty, and lists who has one', async () => {
    const { interests, pending } = await get<InterestFigures>('/interest-figures');
    expect(pending).toBe(false);
    expect(interests).toMatchObject([
      { key: 'tea', interested: null, purchases: null, gatherings: 0 },
      { key: 'books', stated: null },
    ]);
    const { data } = await get<{ data: ListedInterest[] }>('/member-interests?interest=tea&limit=2');
    expect(data).toHaveLength(2);
    expect(data[0]).toMatchObject({ key: 'tea', memberName: 'Anna K.' });
  });

  it('refuses what makes no sense', async () => {
    const who = await allowing();
    const { version, ...chosen } = await get<InterestSettings>('/interest-settings');
    const put = (body: object) => send(api, 'put', '/interest-settings', { key, version, body });
    const novels = { category: 'Novels', interests: ['nothing'] };
    const twice = { ...chosen, categories: [...chosen.categories, ...chosen.categories] };
    await expectProblem(
      put({ ...chosen, categories: [novels] }),
      422,
      'unknown-interest',
      '/categories/0/interests/0',
    );
    await expectProblem(put(twice), 400, 'invalid-request', '/categories/1/category');
    await expectProblem(put({ ...chosen, threshold: 0 }), 400, 'invalid-request', '/threshold');
    await expectProblem(say(who, 'nothing', { word: 'stated' }), 404, 'not-found');
    const later = new Date(api.clock.now() + dayMs).toISOString();
    await expectProblem(
      say(who, 'tea', { word: 'none', forgottenUntil: later }),
      400,
      'invalid-request',
      '/forgottenUntil',
    );
  });

  it('fades by halves, and the settings count for all at once', async () => {
    const who = await allowing();
    for (const _ of [1, 2, 3, 4, 5, 6]) await buyTea(who);
    expect((await observed(who, 'tea purchases 6')).interests[0]).toMatchObject({ score: 60 });
    await jobsEnd(api);
    api.clock.advance({ days: 181 });
    expect((await known(who)).interests[0]).toMatchObject({ score: 29, interested: false });
    const { version, ...chosen } = await get<InterestSettings>('/interest-settings');
    const body = { ...chosen, threshold: 25 };
    await send(api, 'put', '/interest-settings', { key, version, body }).expect(200);
    await vi.waitFor(
      async () => expect((await known(who)).interests[0]).toMatchObject({ interested: true }),
      {
        timeout: 10_000,
      },
    );
    const { version: club } = await get<{ version: number }>('/club');
    await send(api, 'patch', '/club', { key, version: club, body: { interests: [words[0]] } }).expect(200);
    expect((await get<InterestSettings>('/interest-settings')).categories).toEqual([]);
  });
});
