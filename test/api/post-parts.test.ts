import { randomUUID } from 'node:crypto';
import type { Comment, Poll, Post } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeCommunity } from '../support/makers/communities.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let community: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  community = (await makeCommunity(api)).id;
});
afterAll(() => api.close());

const makeWriter = async (id = community): Promise<SignedInMember> => {
  const member = await makeSignedInMember(api);
  await send(api, 'post', `/communities/${id}/memberships`, { ...member, body: {} }).expect(200);
  return member;
};
const write = (member: SignedInMember, parts: object, id = community) =>
  send(api, 'post', `/me/communities/${id}/posts`, {
    ...member,
    body: { source: 'What do you think?', ...parts },
  }).set('idempotency-key', randomUUID());
const written = async (member: SignedInMember, parts: object = {}, id = community): Promise<Post> =>
  (await write(member, parts, id).expect(201)).body;
const read = async (member: SignedInMember, { id }: Pick<Post, 'id'>): Promise<Post> =>
  (await send(api, 'get', `/me/posts/${id}`, member).expect(200)).body;
const comment = async (member: SignedInMember, { id }: Post): Promise<Comment> =>
  (
    await send(api, 'post', `/me/posts/${id}/comments`, { ...member, body: { source: 'Rinse the paper' } })
      .set('idempotency-key', randomUUID())
      .expect(201)
  ).body;
const moderate = ({ member }: SignedInMember, id: string) =>
  send(api, 'put', `/communities/${id}/members/${member.id}`, {
    key,
    body: { state: 'member', role: 'moderator' },
  }).expect(200);

describe('a poll', () => {
  const options = ['Yirgacheffe', 'Huila', 'Decaf'];
  const vote = (member: SignedInMember, { id }: Post, ...choices: number[]) =>
    send(api, 'put', `/me/posts/${id}/votes`, { ...member, body: { choices } });
  const votesOf = ({ options: shown }: Poll) => shown.map(({ votes }) => votes);

  it('shows its votes to those who have voted and may change the vote or take it back', async () => {
    const [author, reader] = [await makeWriter(), await makeWriter()];
    const post = await written(author, { poll: { options } });
    expect(post).toMatchObject({ kind: 'poll', poll: { voters: 0, mine: [], over: false, most: 1 } });
    const { body: first } = await vote(author, post, 0).expect(200);
    expect(votesOf(first)).toEqual([1, 0, 0]);
    const unseen = (await read(reader, post)).poll;
    expect(unseen).toMatchObject({ voters: 1, mine: [] });
    expect(unseen && votesOf(unseen)).toEqual([null, null, null]);
    await vote(reader, post, 1).expect(200);
    const { body: changed } = await vote(reader, post, 2).expect(200);
    expect(changed).toMatchObject({ voters: 2, mine: [2] });
    expect(votesOf(changed)).toEqual([1, 0, 1]);
    const { body: back } = await vote(reader, post).expect(200);
    expect(back).toMatchObject({ voters: 1, mine: [] });
  });

  it('takes no vote after its end, when everyone sees the result', async () => {
    const [author, reader] = [await makeWriter(), await makeWriter()];
    const endsAt = new Date(api.clock.now() + 60_000).toISOString();
    const post = await written(author, { poll: { options, most: 2, endsAt } });
    await vote(author, post, 0, 2).expect(200);
    api.clock.advance({ seconds: 60 });
    await expectProblem(vote(author, post, 1), 409, 'poll-over');
    await expectProblem(vote(reader, post, 1), 409, 'poll-over');
    const over = (await read(reader, post)).poll;
    expect(over).toMatchObject({ over: true, voters: 1, mine: [] });
    expect(over && votesOf(over)).toEqual([1, 0, 1]);
  });

  it('counts 20 votes at once, also of one who votes twice', async () => {
    const author = await makeWriter();
    const post = await written(author, { poll: { options, most: 2 } });
    const voters = await Promise.all(Array.from({ length: 18 }, () => makeWriter()));
    const twice = voters[0] as SignedInMember;
    const votes = [...voters, twice, author].map((member, place) =>
      vote(member, post, ...(place % 2 === 0 ? [0] : [0, 1])),
    );
    for (const { status } of await Promise.all(votes)) expect(status).toBe(200);
    const { body } = await vote(twice, post, 2).expect(200);
    expect(body).toMatchObject({ voters: 19 });
    expect(votesOf(body)).toEqual([18, 10, 1]);
  });

  it('refuses what does not fit, with a pointer', async () => {
    const author = await makeWriter();
    const refuse = (poll: object, pointer: string) =>
      expectProblem(write(author, { poll }), 400, 'invalid-request', pointer);
    await refuse({ options: ['one'] }, '/poll/options');
    await refuse({ options: ['same', 'Same'] }, '/poll/options');
    await refuse({ options: Array.from({ length: 11 }, (_, at) => `${at}`) }, '/poll/options');
    await refuse({ options: ['a', 'b\u202Ec'] }, '/poll/options/1');
    await refuse({ options, most: 4 }, '/poll/most');
    await refuse({ options, endsAt: new Date(api.clock.now()).toISOString() }, '/poll/endsAt');
    const post = await written(author, { poll: { options } });
    for (const choices of [[3], [0, 1], [0, 0], [-1]]) {
      const { status, body } = await vote(author, post, ...choices);
      expect([status, String(body.errors[0].pointer).split('/')[1]]).toEqual([400, 'choices']);
    }
    await expectProblem(vote(author, await written(author), 0), 404, 'not-found');
    await expectProblem(vote(await makeSignedInMember(api), post, 0), 403, 'cannot-write-here');
  });

  it('goes with its post', async () => {
    const author = await makeWriter();
    const post = await written(author, { poll: { options } });
    await vote(author, post, 0).expect(200);
    await send(api, 'delete', `/me/posts/${post.id}`, author).expect(204);
    await expectProblem(vote(author, post, 0), 404, 'not-found');
  });
});

describe('a question', () => {
  const accept = (member: SignedInMember, { id }: Post, commentId: string | null) =>
    send(api, 'put', `/me/posts/${id}/answer`, { ...member, body: { commentId } });
  const answerTo = (member: SignedInMember, { id }: Post) =>
    send(api, 'get', `/me/posts/${id}/answer`, member);

  it('is answered by the comment that who asked, or a moderator, says', async () => {
    const group = (await makeCommunity(api)).id;
    const [asks, helps, reads] = [await makeWriter(group), await makeWriter(group), await makeWriter(group)];
    const question = await written(asks, { kind: 'question' }, group);
    expect(question).toMatchObject({ kind: 'question', answerId: null });
    const [first, second] = [await comment(helps, question), await comment(reads, question)];
    await expectProblem(accept(helps, question, first.id), 403, 'not-allowed');
    await accept(asks, question, first.id).expect(204);
    expect(await read(reads, question)).toMatchObject({ answerId: first.id });
    expect((await answerTo(reads, question).expect(200)).body).toMatchObject({
      id: first.id,
      html: first.html,
    });
    await moderate(reads, group);
    await accept(reads, question, second.id).expect(204);
    expect(await read(asks, question)).toMatchObject({ answerId: second.id });
    await send(api, 'delete', `/me/comments/${second.id}`, reads).expect(204);
    expect(await read(asks, question)).toMatchObject({ answerId: null });
    await accept(asks, question, first.id).expect(204);
    await accept(asks, question, null).expect(204);
    await expectProblem(answerTo(asks, question), 404, 'not-found');
  });

  it('takes no comment of another, and only questions are answered', async () => {
    const asks = await makeWriter();
    const [question, post] = [await written(asks, { kind: 'question' }), await written(asks)];
    const elsewhere = await comment(asks, post);
    await expectProblem(accept(asks, question, elsewhere.id), 400, 'invalid-request', '/commentId');
    await expectProblem(accept(asks, question, randomUUID()), 404, 'not-found');
    await expectProblem(accept(asks, post, elsewhere.id), 404, 'not-found');
  });
});

describe('pins', () => {
  const pin = (member: SignedInMember, { id }: Post, pinned = true) =>
    send(api, 'put', `/me/posts/${id}/pin`, { ...member, body: { pinned } });

  it('are three at most, by moderators and managers', async () => {
    const group = (await makeCommunity(api)).id;
    const [moderator, member] = [await makeWriter(group), await makeWriter(group)];
    await moderate(moderator, group);
    const posts: Post[] = [];
    for (let at = 0; at < 5; at += 1) posts.push(await written(member, { title: `Post ${at}` }, group));
    const [first, second, third, fourth, fifth] = posts as [Post, Post, Post, Post, Post];
    await expectProblem(pin(member, first), 403, 'not-allowed');
    await pin(moderator, first).expect(204);
    await pin(moderator, first).expect(204);
    const byManager = (post: Post, pinned = true) =>
      send(api, 'put', `/posts/${post.id}/pin`, { key, body: { pinned } });
    await byManager(second).expect(204);
    const both = await Promise.all([pin(moderator, third), byManager(fourth)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 422]);
    await expectProblem(pin(moderator, fifth), 422, 'too-many-pinned');
    const { body } = await send(api, 'get', `/me/communities/${group}/posts`, member).expect(200);
    expect(body.pinned).toHaveLength(3);
    await byManager(second, false).expect(204);
    await pin(moderator, fifth).expect(204);
    await expectProblem(byManager({ ...first, id: randomUUID() }), 404, 'not-found');
  });
});

describe('what a member wrote, once the member has left the club', () => {
  const leave = ({ member }: SignedInMember) =>
    send(api, 'post', `/members/${member.id}/close`, { key, body: { reason: 'asked for it' } }).expect(200);
  const choose = (member: SignedInMember, afterLeaving: string) =>
    send(api, 'put', '/me/writings', { ...member, body: { afterLeaving } });

  it('stays without a name, or goes, as the member chose', async () => {
    const [stays, goes, reader] = [await makeWriter(), await makeWriter(), await makeWriter()];
    const [kept, lost] = [await written(stays), await written(goes, { poll: { options: ['a', 'b'] } })];
    await comment(goes, kept);
    await comment(reader, kept);
    await choose(goes, 'goes').expect(200);
    await expectProblem(choose(goes, 'sells'), 400, 'invalid-request', '/afterLeaving');
    const { body } = await send(api, 'get', '/me/writings', goes).expect(200);
    expect(body).toEqual({ posts: 1, comments: 1, afterLeaving: 'goes' });
    expect(await read(reader, kept)).toMatchObject({ comments: 2 });
    await leave(stays);
    await leave(goes);
    await expect.poll(async () => (await read(reader, lost)).state, { timeout: 10_000 }).toBe('deleted');
    expect(await read(reader, kept)).toMatchObject({
      author: { kind: 'former', nickname: null },
      html: kept.html,
      comments: 1,
    });
  });
});
