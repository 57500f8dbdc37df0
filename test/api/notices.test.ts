import { randomUUID } from 'node:crypto';
import type { NoticeKind, listNotices, Offer, ReplyOf } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoticeDigestsJob } from '../../apps/api/src/features/notices/digests.job.ts';
import { OfferNoticesJob } from '../../apps/api/src/features/notices/offer-notices.job.ts';
import type { NewNotice } from '../../apps/api/src/features/notices/index.ts';
import { SweepNoticesJob } from '../../apps/api/src/features/notices/sweep-notices.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeKey } from '../support/makers.ts';
import { changeStatus, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { tellMembers } from '../support/makers/notices.ts';
import { makeOffer } from '../support/makers/offers.ts';
import { by, makeCircle, makePost } from '../support/makers/posts.ts';
import { makeTier } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { openShop } from '../support/shop.ts';

let api: TestApp;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await Mailbox.open();
  api = await startApp(undefined, { SMTP_URL: mailbox.url, MAIL_FROM: 'hello@morgenrot.example' });
});
afterAll(async () => {
  await api.close();
  await mailbox.away();
});

type List = ReplyOf<typeof listNotices>;

const notice = ({ member }: SignedInMember, more: Partial<NewNotice> = {}): NewNotice => ({
  memberId: member.id,
  kind: 'mention',
  key: randomUUID(),
  path: '/club/communities/1/posts/2',
  params: { what: 'post', nickname: 'Jana 12', title: 'Grinders' },
  ...more,
});
const tell = (...notices: NewNotice[]): Promise<void> => tellMembers(api, ...notices);
const told = async ({ cookie }: SignedInMember, query = ''): Promise<List> =>
  (await send(api, 'get', `/me/notices${query}`, { cookie }).expect(200)).body;
const unread = async ({ cookie }: SignedInMember): Promise<number> =>
  (await send(api, 'get', '/me/notices/unread', { cookie }).expect(200)).body.unread;
const stored = async ({ member }: SignedInMember): Promise<number> =>
  (await rowsOf(api, `select id from notices where member_id = '${member.id}'`)).length;
const offerOf = async (id: string): Promise<Offer> =>
  (await send(api, 'get', `/offers/${id}`, { key: await makeKey(api) }).expect(200)).body;
const put = ({ cookie }: SignedInMember, path: string, body?: object) =>
  send(api, 'put', path, { cookie, ...(body && { body }) }).set('origin', api.url);

describe('notices', () => {
  it('are listed with the newest first, in pages, and told once by their key', async () => {
    const member = await makeSignedInMember(api);
    const other = await makeSignedInMember(api);
    const first = notice(member, { params: { title: 'first' } });
    await tell(first, notice(member, { params: { title: 'second' } }), notice(other));
    await tell({ ...first, params: { title: 'again' } });
    await tell();
    const { data, cursor } = await told(member, '?limit=1');
    expect(data).toMatchObject([{ kind: 'mention', read: false, params: { title: 'second' } }]);
    const next = await told(member, `?limit=1&cursor=${cursor.next}`);
    expect(next).toMatchObject({
      data: [{ path: first.path, params: { title: 'first' } }],
      cursor: { next: null },
      unread: 2,
    });
    await expectProblem(
      send(api, 'get', '/me/notices?cursor=WzFd', { cookie: member.cookie }),
      400,
      'invalid-request',
      '/query/cursor',
    );
  });

  it('name things in the language of the reader', async () => {
    const member = await makeSignedInMember(api);
    const community = { en: 'Slow mornings', de: 'Langsame Morgen' };
    await tell(notice(member, { kind: 'membership', params: { what: 'accepted', community } }));
    const in_ = async (language: string): Promise<unknown> => {
      const { body } = await send(api, 'get', '/me/notices', { cookie: member.cookie })
        .set('accept-language', language)
        .expect(200);
      return body.data[0].params;
    };
    expect(await in_('de')).toEqual({ what: 'accepted', community: 'Langsame Morgen' });
    expect(await in_('en')).toEqual({ what: 'accepted', community: 'Slow mornings' });
  });

  it('are read one by one or together, and the latter is undone', async () => {
    const member = await makeSignedInMember(api);
    await tell(notice(member), notice(member));
    const [newest, oldest] = (await told(member)).data;
    await put(member, `/me/notices/${oldest?.id}/read`).expect(200, { path: oldest?.path });
    await put(member, `/me/notices/${oldest?.id}/read`).expect(200);
    expect(await unread(member)).toBe(1);
    api.clock.advance({ seconds: 1 });
    await tell(notice(member));
    const { body } = await put(member, '/me/notices/read', { upTo: newest?.id }).expect(200);
    expect(body.read).toBe(1);
    expect((await told(member)).data.map(({ read }) => read)).toEqual([false, true, true]);
    await put(member, '/me/notices/unread', { readAt: body.readAt }).expect(204);
    expect((await told(member)).data.map(({ read }) => read)).toEqual([false, false, true]);
    const stranger = await makeSignedInMember(api);
    await expectProblem(put(stranger, `/me/notices/${newest?.id}/read`), 404, 'not-found');
    await put(stranger, '/me/notices/read', { upTo: newest?.id }).expect(200);
    expect(await unread(member)).toBe(2);
  });

  it('are not stored if their kind is off; decisions are told to everyone', async () => {
    const member = await makeSignedInMember(api);
    await put(member, '/me/notice-settings', {
      off: ['points', 'mention', 'points'],
      digest: 'never',
    }).expect(200);
    const kinds: NoticeKind[] = ['points', 'mention', 'reply', 'moderation'];
    await tell(...kinds.map((kind) => notice(member, { kind })));
    expect((await told(member)).data.map(({ kind }) => kind).sort()).toEqual(['moderation', 'reply']);
    await put(member, '/me/notice-settings', { off: ['offer'], digest: 'never' }).expect(200);
    const { body } = await send(api, 'get', '/me/notice-settings', { cookie: member.cookie }).expect(200);
    expect(body).toMatchObject({ off: ['offer'] });
    await expectProblem(
      put(member, '/me/notice-settings', { off: ['moderation'], digest: 'never' }),
      400,
      'invalid-request',
      '/off/0',
    );
  });

  it('reach active members, and not more than 200 in a day', async () => {
    const member = await makeSignedInMember(api);
    const blocked = await makeSignedInMember(api);
    await changeStatus(api, blocked.member.id, 'blocked');
    await tell(notice(blocked), notice(member, { memberId: randomUUID() }));
    await tell(...Array.from({ length: 200 }, () => notice(member)));
    await tell(notice(member));
    expect(await unread(member)).toBe(200);
    api.clock.advance({ days: 1, seconds: 1 });
    await tell(notice(member));
    expect([await stored(member), await stored(blocked)]).toEqual([201, 0]);
  });

  it('tell of points for a purchase, of points that a manager gave, and of a tier', async () => {
    const shop = await openShop(api);
    await makeTier(api, { name: { en: 'Gold', de: 'Gold' }, threshold: 100 });
    const member = await makeSignedInMember(api);
    const { id } = await shop.sell(12_000, member.member.id);
    await shop.sell(20, member.member.id);
    const key = await makeKey(api);
    const change = { points: 5, reason: 'A spilled coffee' };
    await send(api, 'post', `/members/${member.member.id}/points/adjustments`, { key, body: change })
      .set('idempotency-key', randomUUID())
      .expect(201);
    await expect.poll(async () => (await told(member)).data.length, { timeout: 10_000 }).toBe(3);
    expect((await told(member)).data.map(({ path, params }) => ({ path, params }))).toEqual(
      expect.arrayContaining([
        { path: `/club/activity/${id}`, params: { what: 'purchase', points: '120' } },
        { path: '/club/activity', params: { what: 'bonus', points: '5' } },
        { path: '/club/tier', params: { what: 'tier-up', tier: 'Gold' } },
      ]),
    );
  });

  it('tell members who agreed of a new offer once, and those who are held out never', async () => {
    const consents = [{ purpose: 'marketing', channel: 'portal', granted: true } as const];
    const willing = await makeSignedInMember(api, { consents });
    const silent = await makeSignedInMember(api);
    const tellOffers = () => api.app.get(OfferNoticesJob).run();
    await makeOffer(api, { name: { en: 'Hidden', de: 'Hidden' }, heldOut: 50 });
    const { id } = await makeOffer(api, { name: { en: 'A tenth', de: 'Ein Zehntel' } });
    await tellOffers();
    await tellOffers();
    const { data } = await told(willing);
    expect(data.filter(({ params }) => params['title'] === 'Ein Zehntel')).toMatchObject([
      { kind: 'offer', path: '/club/offers', params: { what: 'new' } },
    ]);
    expect((await told(silent)).data).toEqual([]);
    const arms = await rowsOf(
      api,
      `select a.arm, n.id is not null as told from offer_assignments a
       left join notices n on n.member_id = a.member_id and n.key = 'offer:' || a.offer_id
       where a.met = 'notice' and a.member_id = '${willing.member.id}'`,
    );
    expect(arms).toHaveLength(2);
    expect(arms.filter(({ arm, told: isTold }) => (arm === 'offered') !== isTold)).toEqual([]);
    const late = await makeSignedInMember(api, { consents });
    await tellOffers();
    expect((await told(late)).data.filter(({ kind }) => kind === 'offer')).toEqual([]);
    expect((await offerOf(id)).figures.offered).toBeGreaterThan(0);
  });

  it('come as a summary by e-mail, when a member wants it and may get it', async () => {
    const consents = [{ purpose: 'marketing', channel: 'email', granted: true } as const];
    const emailConfirmedAt = api.clock.date();
    const member = await makeSignedInMember(api, { emailConfirmedAt, language: 'en' });
    const own = { cookie: member.cookie };
    const { version } = (await send(api, 'get', '/me', own).expect(200)).body.member;
    await send(api, 'patch', '/me', { ...own, version, body: { consents } })
      .set('origin', api.url)
      .expect(200);
    const quiet = await makeSignedInMember(api, { language: 'en' });
    const mails = async ({ member: { id } }: SignedInMember) =>
      rowsOf<{ class: string }>(
        api,
        `select class from mails where template = 'notice-digest' and about_id = '${id}'`,
      );
    const send_ = () => api.app.get(NoticeDigestsJob).run();
    for (const each of [member, quiet])
      await put(each, '/me/notice-settings', { off: [], digest: 'day' }).expect(200);
    api.clock.advance({ minutes: 1 });
    await tell(notice(member), notice(member), notice(member, { kind: 'reply' }));
    const circle = await makeCircle(api, 1);
    const [author] = circle.members;
    await by(api, 'post', `/communities/${circle.id}/memberships`, member, {}).expect(200);
    if (author) await makePost(api, circle.id, author, { title: 'Which grinder?' });
    await makePost(api, circle.id, member, { title: 'My own' });
    await send_();
    expect(await mails(member)).toEqual([]);
    api.clock.advance({ days: 1 });
    await send_();
    await send_();
    expect(await mails(member)).toEqual([{ class: 'marketing' }]);
    const { subject, text } = await mailbox.received(member.member.email ?? '');
    expect(subject).toContain('Your day at');
    for (const line of ['Mentions: 2', 'Replies: 1', 'Which grinder?: Slow mornings'])
      expect(text).toContain(line);
    expect(text).not.toContain('My own');
    expect(await mails(quiet)).toEqual([]);
    // What was in one summary is not in the next.
    api.clock.advance({ days: 1 });
    await send_();
    expect(await mails(member)).toHaveLength(1);
  });

  it('go after their time', async () => {
    const member = await makeSignedInMember(api);
    await tell(notice(member));
    const [read] = (await told(member)).data;
    await put(member, `/me/notices/${read?.id}/read`).expect(200);
    await tell(notice(member));
    const sweep = async (days: number): Promise<number> => {
      api.clock.advance({ days });
      await api.app.get(SweepNoticesJob).run();
      return stored(member);
    };
    expect([await sweep(89), await sweep(2), await sweep(273), await sweep(2)]).toEqual([2, 1, 1, 0]);
  });
});
