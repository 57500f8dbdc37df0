import { randomUUID } from 'node:crypto';
import type {
  ModeratedCase,
  ModeratedDecision,
  ModerationCase,
  Notice,
  OwnDecision,
  Post,
  ShownModeratedCase,
} from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { makeReport } from '../support/makers/moderation.ts';
import { by, makeCircle, makePost } from '../support/makers/posts.ts';
import { readAs } from '../support/posts.ts';
import { expectProblem, send } from '../support/requests.ts';

let mailed: MailedApp;
let api: TestApp;
let key: string;
let manager: SignedIn;
beforeAll(async () => {
  mailed = await startMailedApp();
  ({ api, key } = mailed);
  manager = await makeStaff(api, ['manager']);
});
afterAll(() => mailed.close());

const reason = 'Selling cards in our name is fraud.';
const manage = (path: string, body: object) =>
  send(api, 'post', path, { cookie: manager.cookie, body }).set('origin', api.url);
const stateOf = async (post: Post, member: SignedInMember): Promise<string> =>
  (await readAs<Post>(api, `/me/posts/${post.id}`, member)).state;
const moderated = async () => {
  const { id, members } = await makeCircle(api, 4);
  const [author, reader, moderator, owner] = members;
  if (!author || !reader || !moderator || !owner) throw new Error('members were made');
  await makeCommunityMember(api, { id }, moderator.member, { role: 'moderator' });
  await makeCommunityMember(api, { id }, owner.member, { role: 'owner' });
  const path = `/me/communities/${id}/moderation`;
  const open = (as: SignedInMember, post: Pick<Post, 'id'>) =>
    by(api, 'post', `${path}/cases`, as, { kind: 'post', id: post.id });
  const judge = async (
    as: SignedInMember,
    post: Pick<Post, 'id'>,
    body: object,
  ): Promise<ModeratedDecision> => {
    const { body: opened } = await open(as, post).expect(200);
    return (await by(api, 'post', `${path}/cases/${opened.id}/decisions`, as, body).expect(201)).body;
  };
  return { id, author, reader, moderator, owner, path, open, judge };
};
const waitingFor = async (member: SignedInMember): Promise<string[]> =>
  (await readAs<{ data: Notice[] }>(api, '/me/notices', member)).data
    .filter(({ params }) => params['what'] === 'waiting')
    .map(({ path }) => path);

describe('moderators who are members', () => {
  it('hear what waits, decide without the names of who reported, and a manager answers the appeal', async () => {
    const { id, author, reader, moderator, owner, path } = await moderated();
    const spam = await makePost(api, id, author, { source: 'Cheap cards' });
    await makeReport(api, spam, reader);
    const { data } = await readAs<{ data: ModeratedCase[] }>(api, `${path}/cases`, moderator);
    const [{ id: caseId } = { id: '' }] = data;
    expect(data).toMatchObject([{ writing: { id: spam.id }, reasons: ['spam'], author: { level: 'new' } }]);
    expect(await waitingFor(moderator)).toEqual([`/club${path.slice('/me'.length)}/${caseId}`]);
    const shown = await readAs<ShownModeratedCase>(api, `${path}/cases/${caseId}`, moderator);
    expect(shown).toMatchObject({
      reported: [{ text: 'Look at it', counts: false }],
      card: { role: 'member', warnings: 0, silencedUntil: null },
    });
    const { nickname } = await readAs<{ nickname: string }>(api, '/me/nickname', reader);
    for (const hidden of [nickname, author.member.id, author.member.email ?? ''])
      expect(JSON.stringify(shown)).not.toContain(hidden);
    const decisions = `${path}/cases/${caseId}/decisions`;
    const warning = { text: 'delete', author: 'warn', reason };
    await expectProblem(
      by(api, 'post', decisions, moderator, { text: 'delete' }),
      400,
      'invalid-request',
      '/reason',
    );
    const { body: decided } = await by(api, 'post', decisions, moderator, warning).expect(201);
    expect(decided).toMatchObject({
      reach: 'community',
      by: { kind: 'moderator', mine: true },
      undoable: true,
    });
    await expectProblem(by(api, 'post', decisions, owner, warning), 409, 'case-decided');
    expect([await waitingFor(moderator), await waitingFor(owner)]).toEqual([[], []]);
    const own = `/me/moderation/${decided.id}`;
    expect(await readAs<OwnDecision>(api, own, author)).toMatchObject({ reason, byModerator: true });
    await by(api, 'post', `${own}/appeals`, author, { text: 'The shop asked me to' }).expect(201);
    expect(await readAs(api, `${path}/cases`, moderator)).toMatchObject({ data: [], waiting: 0 });
    const { body: queue } = await send(api, 'get', '/moderation/cases?kind=appeal', { key }).expect(200);
    const [appeal] = queue.data as ModerationCase[];
    await expectProblem(by(api, 'get', `${path}/cases/${appeal?.id}`, owner), 404, 'not-found');
    await expectProblem(by(api, 'post', `${path}/decisions/${decided.id}/undo`, owner), 403, 'not-allowed');
    const answer = { granted: true, answer: 'You are right, we are sorry.' };
    const { body: answered } = await manage(`/moderation/cases/${appeal?.id}/appeal-answers`, answer).expect(
      201,
    );
    expect(answered).toMatchObject({ byModerator: true, by: { name: decided.by.nickname } });
    expect(await stateOf(spam, author)).toBe('shown');
    expect(await readAs(api, `${path}/decisions`, owner)).toMatchObject({ data: [{ appeal: 'granted' }] });
    const told = await send(api, 'get', `/audit-entries?member=${author.member.id}`, { key });
    expect(JSON.stringify(told.body)).toContain('moderation.decided');
  });

  it('decide not about themselves, the team, those who lead, or others, and nothing once they are dismissed', async () => {
    const { id, author, moderator, owner, path, open, judge } = await moderated();
    const [own, ofOwner, ofMember] = [
      await makePost(api, id, moderator),
      await makePost(api, id, owner),
      await makePost(api, id, author),
    ];
    await expectProblem(open(moderator, own), 403, 'not-allowed');
    await expectProblem(open(moderator, ofOwner), 403, 'not-allowed');
    await expectProblem(open(author, ofMember), 403, 'not-allowed');
    const elsewhere = await moderated();
    await expectProblem(elsewhere.open(elsewhere.moderator, ofMember), 404, 'not-found');
    await expectProblem(open(elsewhere.moderator, ofMember), 403, 'not-allowed');
    const announced = await manage(`/communities/${id}/posts`, { source: 'News' })
      .set('idempotency-key', randomUUID())
      .expect(201);
    await expectProblem(open(owner, announced.body), 403, 'not-allowed');
    await makeReport(api, own, author);
    expect(await readAs(api, `${path}/cases`, moderator)).toMatchObject({ data: [], waiting: 0 });
    expect(await readAs(api, `${path}/cases`, owner)).toMatchObject({ waiting: 1 });
    const hidden = await judge(moderator, ofMember, { text: 'hide', reason });
    await makeCommunityMember(api, { id }, moderator.member, { role: 'member' });
    for (const at of ['cases', 'decisions'])
      await expectProblem(by(api, 'get', `${path}/${at}`, moderator), 403, 'not-allowed');
    await expectProblem(open(moderator, ofMember), 403, 'not-allowed');
    const undo = by(api, 'post', `${path}/decisions/${hidden.id}/undo`, moderator);
    await expectProblem(undo, 403, 'not-allowed');
  });

  it('silence and ban in their community only, with the next request, and undo it', async () => {
    const { id, author, owner, reader, path, judge } = await moderated();
    const other = await makeCommunity(api);
    await by(api, 'post', `/communities/${other.id}/memberships`, author, {}).expect(200);
    const [first, second] = [await makePost(api, id, author), await makePost(api, id, author)];
    await makePost(api, other.id, author);
    const write = (to: string) => by(api, 'post', `/me/communities/${to}/posts`, author, { source: 'Hello' });
    const silence = { text: 'hide', author: 'silence', days: 3, reason };
    const silenced = await judge(owner, first, silence);
    await expectProblem(write(id), 403, 'cannot-write-here');
    await write(other.id).expect(201);
    expect(await readAs(api, `/me/communities/${id}`, author)).toMatchObject({
      membership: { silencedUntil: silenced.silencedUntil },
      rights: { read: true, write: false },
    });
    const ban = { text: 'delete', author: 'ban', reason };
    const banned = await judge(owner, second, ban);
    await expectProblem(by(api, 'get', `/me/communities/${id}/posts`, author), 404, 'not-found');
    expect(await readAs(api, `/me/communities/${id}`, author)).toMatchObject({
      membership: { state: 'banned', reason },
    });
    await write(other.id).expect(201);
    await mailed.mailbox.saying(author.member.email ?? '', 'von diesem Club ausgeschlossen');
    for (const { id: decision } of [banned, silenced])
      await by(api, 'post', `${path}/decisions/${decision}/undo`, owner).expect(200);
    await write(id).expect(201);
    expect(await stateOf(second, reader)).toBe('shown');
  });
});
