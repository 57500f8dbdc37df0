import { randomUUID } from 'node:crypto';
import type { Community, ModeratedMember, Notice, OwnCommunity } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { changeStatus, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const vip = { fact: 'member.tags', op: 'contains', value: 'vip' } as const;
const by = (method: 'post' | 'put' | 'delete', path: string, { cookie }: SignedInMember, body: object = {}) =>
  send(api, method, path, { cookie, body }).set('origin', api.url);
const join = ({ id }: { id: string }, member: SignedInMember, body: object = {}) =>
  by('post', `/communities/${id}/memberships`, member, body);
const met = async ({ id }: { id: string }, { cookie }: SignedInMember): Promise<OwnCommunity> =>
  (await send(api, 'get', `/me/communities/${id}`, { cookie }).expect(200)).body;
const found = async ({ cookie }: SignedInMember): Promise<OwnCommunity[]> =>
  (await send(api, 'get', '/me/communities', { cookie }).expect(200)).body.data;
const set = ({ id }: { id: string }, { member }: SignedInMember, body: object) =>
  send(api, 'put', `/communities/${id}/members/${member.id}`, { key, body });
const tag = async ({ member: { id } }: SignedInMember, tags: string[]): Promise<void> => {
  await send(api, 'put', `/members/${id}/tags`, { key, body: { tags } }).expect(200);
};

describe('a community', () => {
  it('is a draft that nobody finds, is opened, and archived', async () => {
    const member = await makeSignedInMember(api);
    const draft = await makeCommunity(api, { state: 'draft' });
    await expectProblem(join(draft, member), 404, 'not-found');
    expect((await found(member)).map(({ id }) => id)).not.toContain(draft.id);
    const path = `/communities/${draft.id}`;
    const { name, description, picture } = draft;
    const open = { state: 'open', name, description, picture };
    const { body: opened } = await send(api, 'put', path, { key, version: 1, body: open }).expect(200);
    expect(opened).toMatchObject({ state: 'open', version: 2, members: 0, asking: 0 });
    await expectProblem(send(api, 'put', path, { key, version: 1, body: open }), 412, 'version-changed');
    await join(draft, member).expect(200);
    const archived = { ...open, state: 'archived' };
    await send(api, 'put', path, { key, version: 2, body: archived }).expect(200);
    expect(await met(draft, member)).toMatchObject({ rights: { read: true, write: false, moderate: false } });
    await expectProblem(join(draft, await makeSignedInMember(api)), 409, 'community-closed-to-you');
  });

  it('needs a condition to let members in by it, and a name', async () => {
    const body = {
      name: { en: 'Gold' },
      description: { en: 'For some' },
      picture: 'star',
      entry: 'condition',
    };
    await expectProblem(
      send(api, 'post', '/communities', { key, body }),
      400,
      'invalid-request',
      '/audience',
    );
    const wrong = { ...body, audience: { fact: 'line.sku', op: 'is', value: 'x' } };
    await expectProblem(
      send(api, 'post', '/communities', { key, body: wrong }),
      400,
      'invalid-request',
      '/audience/fact',
    );
    const nameless = { ...body, entry: 'open', name: {} };
    await expectProblem(
      send(api, 'post', '/communities', { key, body: nameless }),
      400,
      'invalid-request',
      '/name',
    );
  });

  it('is listed for managers by name, with filter and search', async () => {
    const word = randomUUID().slice(0, 8);
    const made: Community[] = [];
    for (const name of ['B', 'A']) made.push(await makeCommunity(api, { name: { en: `${name} ${word}` } }));
    await makeCommunity(api, { name: { en: `C ${word}` }, state: 'draft' });
    const list = async (query: string): Promise<string[]> => {
      const { body } = await send(api, 'get', `/communities?query=${word}${query}`, { key }).expect(200);
      return (body.data as Community[]).map(({ name }) => (name.en ?? '').slice(0, 1));
    };
    expect(await list('')).toEqual(['A', 'B', 'C']);
    expect(await list('&state=open&order=desc')).toEqual(['B', 'A']);
    await join({ id: made[0]?.id ?? '' }, await makeSignedInMember(api)).expect(200);
    expect(await list('&sort=members&order=desc&limit=1')).toEqual(['B']);
  });
});

describe('interests', () => {
  it('are known to the club, carried by communities and products, and go from all with the list', async () => {
    const [tea, books] = [`tea-${randomUUID().slice(0, 8)}`, `books-${randomUUID().slice(0, 8)}`];
    await changeClub(api, { interests: [tea, books].map((one) => ({ key: one, name: { en: one } })) });
    const content = { name: { en: 'Tea' }, description: { en: 'Leaves' }, picture: 'leaf' };
    const wrong = { ...content, interests: [tea, 'no-such'] };
    const create = (body: object) => send(api, 'post', '/communities', { key, body });
    await expectProblem(create(wrong), 422, 'unknown-interest', '/interests/1');
    const community = await makeCommunity(api, { interests: [books, tea] });
    const product = { sku: randomUUID(), name: 'Assam', interests: [tea] };
    const { body: made } = await send(api, 'post', '/products', { key, body: product }).expect(201);
    const path = `/products/${made.id}`;
    const unknown = { key, version: 1, body: { interests: ['no-such'] } };
    await expectProblem(send(api, 'patch', path, unknown), 422, 'unknown-interest', '/interests/0');
    const member = await makeSignedInMember(api);
    expect((await met(community, member)).interests).toEqual([books, tea]);
    await changeClub(api, { interests: [{ key: books, name: { en: 'Books' } }] });
    expect((await met(community, member)).interests).toEqual([books]);
    const { body: left } = await send(api, 'get', `/products?query=${product.sku}`, { key }).expect(200);
    expect(left.data).toMatchObject([{ interests: [] }]);
  });
});

describe('members', () => {
  it('join an open one, once, choose what they hear, leave and come back', async () => {
    const community = await makeCommunity(api);
    const member = await makeSignedInMember(api);
    expect(await met(community, member)).toMatchObject({
      membership: null,
      rights: { read: true, enter: 'join' },
    });
    await Promise.all([join(community, member).expect(200), join(community, member).expect(200)]);
    expect(await met(community, member)).toMatchObject({
      members: 1,
      membership: { state: 'member', role: 'member', hears: 'following' },
      rights: { read: true, write: true, moderate: false, enter: null },
    });
    const hears = `/me/communities/${community.id}/hears`;
    await by('put', hears, member, { hears: 'watching' }).expect(200);
    await expectProblem(by('put', hears, member, { hears: 'shouting' }), 400, 'invalid-request', '/hears');
    expect((await met(community, member)).membership?.hears).toBe('watching');
    const mine = `/me/communities/${community.id}`;
    for (let time = 0; time < 2; time++) await by('delete', mine, member).expect(204);
    expect(await met(community, member)).toMatchObject({ members: 0, membership: { state: 'left' } });
    await expectProblem(by('put', hears, member, { hears: 'muted' }), 404, 'not-found');
    await join(community, member).expect(200);
    expect(await met(community, member)).toMatchObject({ members: 1 });
  });

  it('ask, wait, are refused with a reason, and ask again after seven days', async () => {
    const community = await makeCommunity(api, { entry: 'request' });
    const member = await makeSignedInMember(api);
    await join(community, member, { message: 'I roast at home' }).expect(200);
    const asked = await met(community, member);
    expect(asked).toMatchObject({ membership: { state: 'asked' }, rights: { read: false, enter: null } });
    const members = `/communities/${community.id}/members`;
    const { body: waiting } = await send(api, 'get', `${members}?state=asked`, { key }).expect(200);
    expect(waiting.data).toMatchObject([{ member: { id: member.member.id }, message: 'I roast at home' }]);
    await expectProblem(set(community, member, { state: 'refused' }), 400, 'invalid-request', '/reason');
    await set(community, member, { state: 'refused', reason: 'Only for roasters' }).expect(200);
    expect((await met(community, member)).membership?.reason).toBe('Only for roasters');
    await expectProblem(join(community, member), 409, 'community-closed-to-you');
    api.clock.advance({ days: 7 });
    const again = await makeSignedInMember(api, {});
    expect((await met(community, again)).rights.enter).toBe('ask');
    const { body: later } = await send(api, 'get', `${members}?state=refused`, { key }).expect(200);
    expect(later.data).toHaveLength(1);
    await set(community, member, { state: 'member', role: 'moderator' }).expect(200);
  });

  it('find one by invitation only if they are invited', async () => {
    const community = await makeCommunity(api, { entry: 'invitation' });
    const [member, other] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await expectProblem(join(community, member), 404, 'not-found');
    await set(community, member, { state: 'invited', role: 'moderator' }).expect(200);
    expect((await found(other)).map(({ id }) => id)).not.toContain(community.id);
    await join(community, member).expect(200);
    expect(await met(community, member)).toMatchObject({ rights: { write: true, moderate: true } });
  });

  it('are out with the next request when the condition no longer holds, and back with it', async () => {
    const community = await makeCommunity(api, { entry: 'condition', audience: vip });
    const member = await makeSignedInMember(api);
    expect(await met(community, member)).toMatchObject({ fulfilled: false, rights: { enter: null } });
    await expectProblem(join(community, member), 409, 'community-closed-to-you');
    await tag(member, ['vip']);
    await join(community, member).expect(200);
    expect((await met(community, member)).rights.write).toBe(true);
    await tag(member, []);
    expect((await met(community, member)).rights).toEqual({
      read: false,
      write: false,
      moderate: false,
      enter: null,
    });
    await tag(member, ['vip']);
    expect((await met(community, member)).rights.write).toBe(true);
  });

  it('who are banned read why, cannot come back, and cannot leave the ban behind', async () => {
    const community = await makeCommunity(api);
    const member = await makeSignedInMember(api);
    await join(community, member).expect(200);
    await set(community, member, { state: 'banned', reason: 'Sold fake gift cards' }).expect(200);
    expect(await met(community, member)).toMatchObject({
      membership: { state: 'banned', reason: 'Sold fake gift cards' },
      rights: { read: false, write: false, enter: null },
    });
    await by('delete', `/me/communities/${community.id}`, member).expect(204);
    await expectProblem(join(community, member), 409, 'community-closed-to-you');
    await set(community, member, { state: 'left' }).expect(200);
    await join(community, member).expect(200);
  });

  it('leave no community without an owner', async () => {
    const community = await makeCommunity(api);
    const [first, second] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await set(community, first, { state: 'member', role: 'owner' }).expect(200);
    const leave = (member: SignedInMember) => by('delete', `/me/communities/${community.id}`, member);
    await expectProblem(leave(first), 409, 'last-owner');
    await expectProblem(set(community, first, { state: 'member' }), 409, 'last-owner');
    await set(community, second, { state: 'member', role: 'owner' }).expect(200);
    const both = await Promise.all([leave(first), leave(second)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  it('who are blocked do not count and are not added', async () => {
    const community = await makeCommunity(api);
    const member = await makeSignedInMember(api);
    await join(community, member).expect(200);
    await changeStatus(api, member.member.id, 'blocked');
    const { body } = await send(api, 'get', `/communities/${community.id}`, { key }).expect(200);
    expect(body.members).toBe(0);
    await expectProblem(set(community, member, { state: 'invited' }), 422, 'member-not-active');
    const nobody = `/communities/${community.id}/members/${randomUUID()}`;
    await expectProblem(
      send(api, 'put', nobody, { key, body: { state: 'member' } }),
      422,
      'member-not-active',
    );
  });
});

describe('moderators who are members', () => {
  const membersOf = ({ id }: { id: string }, query = '') => `/me/communities/${id}/members${query}`;
  const listed = async (community: { id: string }, { cookie }: SignedInMember, query = '') =>
    (await send(api, 'get', membersOf(community, query), { cookie }).expect(200)).body
      .data as ModeratedMember[];
  const decide = (by_: SignedInMember, community: { id: string }, { member }: SignedInMember, body: object) =>
    by('put', `${membersOf(community)}/${member.id}`, by_, body);
  const told = async ({ cookie }: SignedInMember): Promise<Notice[]> =>
    (await send(api, 'get', '/me/notices', { cookie }).expect(200)).body.data;
  const make = async () => {
    const community = await makeCommunity(api, { entry: 'request' });
    const [owner, moderator, asking] = [
      await makeSignedInMember(api),
      await makeSignedInMember(api),
      await makeSignedInMember(api, { firstName: 'Zdenka', lastName: 'Veselá' }),
    ];
    await makeCommunityMember(api, community, owner.member, { role: 'owner' });
    await makeCommunityMember(api, community, moderator.member, { role: 'moderator' });
    await join(community, asking, { message: 'I roast at home' }).expect(200);
    return { community, owner, moderator, asking };
  };

  it('see by nickname who asks, are told of it, and accept: the member is told and in', async () => {
    const { community, moderator, asking } = await make();
    expect(await told(moderator)).toMatchObject([
      { kind: 'membership', params: { what: 'asked' } },
      { params: { what: 'moderator' } },
    ]);
    const reply = await send(api, 'get', membersOf(community, '?state=asked'), moderator).expect(200);
    expect(reply.body.data).toMatchObject([
      { id: asking.member.id, state: 'asked', message: 'I roast at home', decidable: true },
    ]);
    expect(reply.text).not.toContain('Zdenka');
    expect(await listed(community, moderator, '?query=Zdenka')).toEqual([]);
    await decide(moderator, community, asking, { state: 'member' }).expect(200);
    expect((await met(community, asking)).rights.write).toBe(true);
    expect(await told(asking)).toMatchObject([{ kind: 'membership', params: { what: 'accepted' } }]);
    const { body } = await send(
      api,
      'get',
      `/audit-entries?action=community.member-set&subject=${asking.member.id}`,
      { key },
    );
    expect(body.data).toMatchObject([{ action: 'community.member-set', subject: { id: asking.member.id } }]);
  });

  it('refuse and ban with a reason that the member reads, and lift the ban', async () => {
    const { community, moderator, asking } = await make();
    await expectProblem(
      decide(moderator, community, asking, { state: 'refused' }),
      400,
      'invalid-request',
      '/reason',
    );
    await decide(moderator, community, asking, { state: 'banned', reason: 'Spam' }).expect(200);
    expect(await met(community, asking)).toMatchObject({
      membership: { state: 'banned', reason: 'Spam' },
      rights: { read: false, enter: null },
    });
    await expectProblem(decide(moderator, community, asking, { state: 'member' }), 403, 'not-allowed');
    await decide(moderator, community, asking, { state: 'left' }).expect(200);
    expect((await met(community, asking)).rights.enter).toBe('ask');
  });

  it('decide nothing about owners, roles and themselves; owners give roles', async () => {
    const { community, owner, moderator, asking } = await make();
    const banned = { state: 'banned', reason: 'Mine now' };
    await expectProblem(decide(moderator, community, owner, banned), 403, 'not-allowed');
    await expectProblem(decide(moderator, community, moderator, banned), 403, 'not-allowed');
    const promoted = { state: 'member', role: 'owner' };
    await expectProblem(decide(moderator, community, asking, promoted), 403, 'not-allowed');
    const stranger = await makeSignedInMember(api);
    await expectProblem(decide(moderator, community, stranger, { state: 'member' }), 404, 'not-found');
    await decide(owner, community, asking, promoted).expect(200);
    await decide(owner, community, moderator, banned).expect(200);
    await expectProblem(send(api, 'get', membersOf(community), moderator), 403, 'not-allowed');
  });

  it('who were made members a moment before decide nothing, also at the same moment', async () => {
    const { community, moderator, asking } = await make();
    const accept = () => decide(moderator, community, asking, { state: 'member' });
    const [, accepted] = await Promise.all([set(community, moderator, { state: 'member' }), accept()]);
    expect([200, 403]).toContain(accepted.status);
    expect((await met(community, asking)).membership?.state).toBe(
      accepted.status === 200 ? 'member' : 'asked',
    );
    await expectProblem(decide(moderator, community, asking, { state: 'left' }), 403, 'not-allowed');
    await expectProblem(send(api, 'get', membersOf(community), moderator), 403, 'not-allowed');
    const invite = `/me/communities/${community.id}/invitations`;
    await expectProblem(by('post', invite, moderator, { nickname: 'Jana' }), 403, 'not-allowed');
  });

  it('invite by nickname, not who is banned; the directory lists only members who want it', async () => {
    const { community, moderator } = await make();
    const guest = await makeSignedInMember(api);
    const nickname = `Guest ${randomUUID().slice(0, 8)}`;
    await by('put', '/me/nickname', guest, { nickname, listed: true }).expect(200);
    const invite = (name: string) =>
      by('post', `/me/communities/${community.id}/invitations`, moderator, { nickname: name });
    await expectProblem(invite(`Nobody ${randomUUID().slice(0, 8)}`), 422, 'unknown-nickname', '/nickname');
    const { body } = await invite(nickname.toUpperCase()).expect(200);
    expect(body).toMatchObject({ id: guest.member.id, nickname, state: 'invited' });
    const directory = `/me/communities/${community.id}/directory`;
    await expectProblem(send(api, 'get', directory, guest), 404, 'not-found');
    await join(community, guest).expect(200);
    const page = await send(api, 'get', `${directory}?limit=1`, guest).expect(200);
    expect(page.body).toEqual({ data: [{ nickname, role: 'member' }], cursor: { next: null } });
    const none = await send(api, 'get', `${directory}?query=zz`, guest).expect(200);
    expect(none.body.data).toEqual([]);
    await decide(moderator, community, guest, { state: 'banned', reason: 'Spam' }).expect(200);
    await expectProblem(invite(nickname), 409, 'member-banned');
  });
});

describe('nicknames', () => {
  const choose = (member: SignedInMember, nickname: string, listed = false) =>
    by('put', '/me/nickname', member, { nickname, listed });

  it('are one by chance, and the same one each time, until the member chooses', async () => {
    const member = await makeSignedInMember(api, { language: 'cs' });
    const get = async () =>
      (await send(api, 'get', '/me/nickname', { cookie: member.cookie }).expect(200)).body;
    const [one, other] = await Promise.all([get(), get()]);
    expect(one).toEqual(other);
    expect(one).toEqual({ nickname: expect.stringMatching(/^Host \d{8}$/), chosen: false, listed: false });
    const name = `Kávová ${randomUUID().slice(0, 6)}`;
    await choose(member, name, true).expect(200);
    expect(await get()).toEqual({ nickname: name, chosen: true, listed: true });
  });

  it('are unique by their look, also for two at the same moment', async () => {
    const [first, second] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    const word = randomUUID().slice(0, 6);
    const replies = await Promise.all([choose(first, `Lena ${word}`), choose(second, `LÉNA-${word}`)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = replies[0]?.status === 200 ? first : second;
    await choose(winner, `Lená ${word}`).expect(200);
  });

  it.each(['Adm1n', 'ab', '<b>Jana</b>', 'jana.example.com', 'a‮b c', 'x'.repeat(31), '...', 'Јана'])(
    'refuse %j',
    async (nickname) => {
      const member = await makeSignedInMember(api);
      const { status, body } = await choose(member, nickname);
      expect([400, 422]).toContain(status);
      expect(body.errors[0].pointer).toBe('/nickname');
    },
  );
});
