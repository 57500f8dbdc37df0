import { randomUUID } from 'node:crypto';
import type { Notice, Post, Reactions } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BlockedMembers } from '../../apps/api/src/features/communities/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { by, joinNew, makeCircle, makeComment, makePost } from '../support/makers/posts.ts';
import { commentsAs, feedAs, readAs } from '../support/posts.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
beforeAll(async () => {
  api = await startApp();
});
afterAll(() => api.close());

const get = <Body>(path: string, member: SignedInMember): Promise<Body> => readAs<Body>(api, path, member);
const feed = (id: string, member: SignedInMember, query = '') => feedAs(api, id, member, query);
const comments = (id: string, member: SignedInMember, query = '') => commentsAs(api, id, member, query);
const post = (id: string, member: SignedInMember): Promise<Post> => get(`/me/posts/${id}`, member);
const ids = (posts: readonly { id: string }[]): string[] => posts.map(({ id }) => id);
const circle = async () => {
  const { id, members } = await makeCircle(api);
  const [author, reader] = members;
  if (!author || !reader) throw new Error('two members were made');
  return { id, author, reader };
};
describe('comments', () => {
  it('of the club are written by managers, answered by members, and deleted', async () => {
    const { id, author, reader } = await circle();
    const key = await makeKey(api);
    const { id: postId } = await makePost(api, id, author);
    const parent = await makeComment(api, postId, reader, { source: 'When do you open?' });
    const path = `/posts/${postId}/comments`;
    const answer = (body: object) =>
      send(api, 'post', path, { key, body }).set('idempotency-key', randomUUID());
    const { body: ours } = await answer({ source: 'At **nine**.', replyTo: parent.id }).expect(201);
    const byClub = { kind: 'club', nickname: null, role: null, mine: false };
    expect(ours).toMatchObject({ author: byClub, member: null, replyTo: parent.id });
    expect(ours.html).toContain('<strong>nine</strong>');
    const seen = await comments(postId, author);
    expect(seen.data).toMatchObject([{ id: parent.id }, { id: ours.id, author: byClub }]);
    const told = await get<{ data: Notice[] }>('/me/notices', reader);
    expect(told.data).toMatchObject([{ kind: 'reply', params: { what: 'reply' } }]);
    const { body: all } = await send(api, 'get', `${path}?limit=1`, { key }).expect(200);
    expect(all.data).toMatchObject([{ id: parent.id, member: { id: reader.member.id } }]);
    const rest = await send(api, 'get', `${path}?limit=1&cursor=${all.cursor.next}`, { key }).expect(200);
    expect(rest.body).toMatchObject({ data: [{ id: ours.id }], cursor: { next: null } });
    const { body: known } = await send(api, 'get', `/posts/${postId}`, { key }).expect(200);
    expect(known).toMatchObject({ id: postId, comments: 2, member: { id: author.member.id } });
    const deep = { source: 'deep', replyTo: ours.id };
    await expectProblem(answer(deep), 400, 'invalid-request', '/replyTo');
    await expectProblem(answer({ source: ' ' }), 400, 'invalid-request', '/source');
    await expectProblem(send(api, 'delete', `/comments/${parent.id}`, { key }), 404, 'not-found');
    await send(api, 'delete', `/comments/${ours.id}`, { key }).expect(204);
    expect(ids((await comments(postId, author)).data)).toEqual([parent.id]);
    await by(api, 'delete', `/me/posts/${postId}`, author).expect(204);
    await expectProblem(answer({ source: 'too late' }), 403, 'cannot-write-here');
  });

  it('stand with their replies, one level deep, in pages', async () => {
    const { id, author, reader } = await circle();
    const { id: postId } = await makePost(api, id, author);
    const first = await makeComment(api, postId, reader, { source: 'first' });
    const second = await makeComment(api, postId, author, { source: 'second' });
    const reply = await makeComment(api, postId, author, { source: 'reply', replyTo: first.id });
    const page = await comments(postId, reader, '?limit=2');
    expect(ids(page.data)).toEqual([first.id, reply.id]);
    const rest = await comments(postId, reader, `?limit=2&cursor=${page.cursor.next}`);
    expect(ids(rest.data)).toEqual([second.id]);
    expect((await post(postId, reader)).comments).toBe(3);
    for (const replyTo of [reply.id, randomUUID()])
      await expectProblem(
        by(api, 'post', `/me/posts/${postId}/comments`, reader, { source: 'deep', replyTo }),
        400,
        'invalid-request',
        '/replyTo',
      );
    await expectProblem(
      by(api, 'get', `/me/posts/${postId}/comments?cursor=WzFd`, reader),
      400,
      'invalid-request',
      '/query/cursor',
    );
  });

  it('are changed and deleted by their author; one with replies keeps its place', async () => {
    const { id, author, reader } = await circle();
    const { id: postId } = await makePost(api, id, author);
    const parent = await makeComment(api, postId, reader, { source: 'parent' });
    const reply = await makeComment(api, postId, author, { source: 'reply', replyTo: parent.id });
    const path = `/me/comments/${parent.id}`;
    await expectProblem(by(api, 'put', path, author, { source: 'mine' }), 404, 'not-found');
    const { body } = await by(api, 'put', path, reader, { source: 'better' }).expect(200);
    expect(body).toMatchObject({ source: 'better', editedAt: expect.any(String) });
    expect((await get<{ data: object[] }>(`${path}/edits`, author)).data).toMatchObject([
      { html: '<p>parent</p>' },
    ]);
    for (let time = 0; time < 2; time++) await by(api, 'delete', path, reader).expect(204);
    expect((await comments(postId, author)).data).toMatchObject([
      { id: parent.id, state: 'deleted', html: '' },
      { id: reply.id, state: 'shown' },
    ]);
    expect((await post(postId, author)).comments).toBe(1);
    await by(api, 'delete', `/me/comments/${reply.id}`, author).expect(204);
    expect((await comments(postId, author)).data).toEqual([]);
  });

  it('make a post active', async () => {
    const { id, author, reader } = await circle();
    const older = await makePost(api, id, author);
    api.clock.advance({ minutes: 1 });
    const newer = await makePost(api, id, author);
    api.clock.advance({ minutes: 1 });
    await makeComment(api, older.id, reader);
    expect(ids((await feed(id, reader)).data)).toEqual([newer.id, older.id]);
    const page = await feed(id, reader, '?sort=active&limit=1');
    expect(ids(page.data)).toEqual([older.id]);
    const rest = await feed(id, reader, `?sort=active&limit=1&cursor=${page.cursor.next}`);
    expect(ids(rest.data)).toEqual([newer.id]);
  });
});

describe('reactions', () => {
  it('are one of a kind by each member, and counted right with many at once', async () => {
    const { id, author } = await circle();
    const { id: postId } = await makePost(api, id, author);
    const members = await Promise.all(Array.from({ length: 10 }, () => joinNew(api, id)));
    const path = `/me/posts/${postId}/reactions`;
    // Each twice, and a comment each, so that all change the same row.
    await Promise.all(
      members.flatMap((member) => [
        by(api, 'put', `${path}/heart`, member).expect(200),
        by(api, 'put', `${path}/heart`, member).expect(200),
        makeComment(api, postId, member),
      ]),
    );
    expect(await post(postId, author)).toMatchObject({
      comments: 10,
      reactions: { heart: 10, thanks: 0, clever: 0, mine: [] },
    });
    const [first] = members;
    if (!first) throw new Error('members joined');
    await by(api, 'put', `${path}/clever`, first).expect(200);
    expect((await post(postId, first)).reactions).toEqual({
      heart: 10,
      thanks: 0,
      clever: 1,
      mine: ['heart', 'clever'],
    });
    await Promise.all([1, 2].map(() => by(api, 'delete', `${path}/heart`, first).expect(200)));
    const { body } = await by(api, 'delete', `${path}/thanks`, first).expect(200);
    expect(body satisfies Reactions).toEqual({ heart: 9, thanks: 0, clever: 1, mine: ['clever'] });
    await expectProblem(by(api, 'put', `${path}/love`, first), 404, 'not-found');
  });

  it('go to comments too', async () => {
    const { id, author, reader } = await circle();
    const { id: postId } = await makePost(api, id, author);
    const { id: commentId } = await makeComment(api, postId, author);
    const { body } = await by(api, 'put', `/me/comments/${commentId}/reactions/thanks`, reader).expect(200);
    expect(body).toMatchObject({ thanks: 1, mine: ['thanks'] });
    await by(api, 'delete', `/me/comments/${commentId}/reactions/thanks`, reader).expect(200);
    expect((await comments(postId, reader)).data).toMatchObject([
      { reactions: { thanks: 0 } satisfies Partial<Reactions> },
    ]);
  });
});

describe('notices', () => {
  const told = async (member: SignedInMember, most = 20): Promise<Notice[]> =>
    (await get<{ data: Notice[] }>(`/me/notices?limit=${most}`, member)).data;
  const hear = (id: string, member: SignedInMember, hears: string) =>
    by(api, 'put', `/me/communities/${id}/hears`, member, { hears }).expect(200);

  it('tell who watches of a post, the author of answers, and both of mentions, once', async () => {
    const { id, author, reader } = await circle();
    const muted = await joinNew(api, id);
    await hear(id, reader, 'watching');
    await hear(id, muted, 'muted');
    const nickname = `Jana ${randomUUID().slice(0, 6)}`;
    await by(api, 'put', '/me/nickname', muted, { nickname }).expect(200);
    const made = await makePost(api, id, author, { title: 'Dripper', source: `@${nickname} look` });
    const path = `/club/communities/${id}/posts/${made.id}`;
    await vi.waitFor(
      async () =>
        expect(await told(reader)).toMatchObject([
          {
            kind: 'new-post',
            path,
            params: { what: 'post', title: 'Dripper', community: expect.any(String) },
          },
        ]),
      { timeout: 10_000 },
    );
    expect([await told(author), await told(muted)]).toEqual([[], []]);
    const comment = await makeComment(api, made.id, reader);
    expect(await told(author)).toMatchObject([
      { kind: 'reply', path: `${path}#${comment.id}`, params: { what: 'comment' } },
    ]);
    await hear(id, muted, 'following');
    const reply = await makeComment(api, made.id, author, { source: `@${nickname}!`, replyTo: comment.id });
    expect(await told(reader, 1)).toMatchObject([{ kind: 'reply', params: { what: 'reply' } }]);
    expect(await told(muted)).toMatchObject([{ kind: 'mention', params: { what: 'comment' } }]);
    await by(api, 'delete', `/me/comments/${reply.id}`, author).expect(204);
    expect(await told(muted)).toEqual([]);
    const edit = (source: string) =>
      by(api, 'put', `/me/comments/${comment.id}`, reader, { source }).expect(200);
    await edit(`@${nickname} what do you say?`);
    await edit(`@${nickname} what do you think?`);
    const answered = { kind: 'mention', path: `${path}#${comment.id}`, params: { what: 'comment' } };
    expect(await told(muted)).toMatchObject([answered]);
    await by(api, 'delete', `/me/posts/${made.id}`, author).expect(204);
    expect([await told(author), await told(muted)]).toEqual([[], []]);
  });

  it('go to all who did not mute for an announcement, and to nobody from a person they blocked', async () => {
    const { id, author, reader } = await circle();
    await hear(id, reader, 'watching');
    await api.app.get(BlockedMembers).block(reader.member.id, author.member.id);
    const { id: postId } = await makePost(api, id, author);
    await makeComment(api, postId, author);
    expect(await told(reader)).toEqual([]);
    expect((await feedAs(api, id, reader)).data).toEqual([]);
    expect((await comments(postId, reader)).data).toEqual([]);
    const key = await makeKey(api);
    await send(api, 'post', `/communities/${id}/posts`, {
      key,
      body: { source: '**Kenya** lands on Friday' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    const announced = { kind: 'announcement', params: { title: 'Kenya lands on Friday' } };
    for (const member of [author, reader])
      await vi.waitFor(async () => expect(await told(member, 1)).toMatchObject([announced]), {
        timeout: 10_000,
      });
  });
});
