import { randomUUID } from 'node:crypto';
import type { Comment, Post } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  WritingChecks,
  Writings,
  type WritingDraft,
  type WritingVerdict,
} from '../../apps/api/src/features/posts/index.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { by, makeCircle, makeComment, makePost } from '../support/makers/posts.ts';
import { commentsAs, feedAs, readAs } from '../support/posts.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
/** What the check of this test says about a text. */
let verdictOf: (draft: WritingDraft) => WritingVerdict = () => ({ verdict: 'shown' });
beforeAll(async () => {
  api = await startApp();
  api.app.get(WritingChecks).register({ check: async (draft) => verdictOf(draft) });
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
const withVerdict = async <Result>(
  verdict: typeof verdictOf,
  work: () => Promise<Result>,
): Promise<Result> => {
  verdictOf = verdict;
  try {
    return await work();
  } finally {
    verdictOf = () => ({ verdict: 'shown' });
  }
};

describe('a post', () => {
  it('is Markdown that is safe to show, by a nickname, and only its author gets the source', async () => {
    const { id, author, reader } = await circle();
    const source = '# Hi\n<script>alert(1)</script> **bold** https://a.example';
    const made = await makePost(api, id, author, { title: '  Filter  ', source });
    expect(made).toMatchObject({
      ...{ title: 'Filter', source, state: 'shown', kind: 'post', comments: 0, editedAt: null },
      author: { kind: 'member', mine: true, role: 'member', nickname: expect.stringMatching(/^\w+ \d{8}$/) },
    });
    expect(made.html).toContain('<h3>Hi</h3>');
    expect(made.html).toContain('<a href="https://a.example" rel="nofollow ugc noopener">');
    expect(made.html).not.toContain('<script');
    const seen = await post(made.id, reader);
    expect(seen).toMatchObject({ source: null, html: made.html, author: { mine: false } });
    expect(JSON.stringify(seen)).not.toContain(author.member.id);
  });

  it.each([
    [{ source: '' }, '/source'],
    [{ source: 'word '.repeat(10_000) }, '/source'],
    [{ source: 'a\u202Eb' }, '/source'],
    [{ source: 'a\u200Bb' }, '/source'],
    [{ source: 'fine', title: 'x'.repeat(121) }, '/title'],
    [{ source: 'fine', title: 'two\nlines' }, '/title'],
    [{ source: 'fine', proof: 'x'.repeat(2001) }, '/proof'],
    [{ source: 'fine', html: '<b>' }, '/html'],
    [{ source: 'fine', interests: ['Tea!'] }, '/interests/0'],
    [{ source: 'fine', interests: ['a', 'b', 'c', 'd'] }, '/interests'],
  ])('is refused with %j, and nothing is stored', async (body, pointer) => {
    const { id, author } = await circle();
    await expectProblem(
      by(api, 'post', `/me/communities/${id}/posts`, author, body),
      400,
      'invalid-request',
      pointer,
    );
    expect((await feed(id, author)).data).toEqual([]);
  });

  it('that is sent twice is one post', async () => {
    const { id, author } = await circle();
    const key = randomUUID();
    const sent = () =>
      by(api, 'post', `/me/communities/${id}/posts`, author, { source: 'Once' }).set('idempotency-key', key);
    const [first, second] = [await sent().expect(201), await sent().expect(201)];
    expect(second.body.id).toBe(first.body.id);
    expect((await feed(id, author)).data).toHaveLength(1);
    await expectProblem(
      send(api, 'post', `/me/communities/${id}/posts`, { cookie: author.cookie, body: { source: 'No key' } }),
      400,
      'idempotency-key-required',
    );
  });

  it('is changed by its author only, and everyone reads what it was before', async () => {
    const { id, author, reader } = await circle();
    const made = await makePost(api, id, author, { title: 'One', source: 'first' });
    const path = `/me/posts/${made.id}`;
    const { body } = await by(api, 'put', path, author, { title: null, source: 'second' }).expect(200);
    expect(body).toMatchObject({ title: null, source: 'second', editedAt: expect.any(String) });
    await by(api, 'put', path, author, { title: null, source: 'second' }).expect(200);
    const before = await get<{ data: object[] }>(`${path}/edits`, reader);
    expect(before.data).toMatchObject([{ title: 'One', html: '<p>first</p>' }]);
    await expectProblem(by(api, 'put', path, reader, { source: 'mine' }), 404, 'not-found');
    await expectProblem(by(api, 'delete', path, reader), 404, 'not-found');
    expect((await post(made.id, reader)).html).toBe('<p>second</p>');
  });

  it('goes with its text and what it was before, and comments stay', async () => {
    const { id, author, reader } = await circle();
    const made = await makePost(api, id, author, { title: 'Secret', source: 'secret' });
    await by(api, 'put', `/me/posts/${made.id}`, author, { source: 'secret too' }).expect(200);
    await makeComment(api, made.id, reader, { source: 'I remember' });
    for (let time = 0; time < 2; time++) await by(api, 'delete', `/me/posts/${made.id}`, author).expect(204);
    expect((await feed(id, reader)).data).toEqual([]);
    const gone = await post(made.id, reader);
    expect(gone).toMatchObject({ state: 'deleted', title: null, html: '', source: null, comments: 1 });
    expect((await comments(made.id, reader)).data).toMatchObject([{ html: '<p>I remember</p>' }]);
    expect((await get<{ data: unknown[] }>(`/me/posts/${made.id}/edits`, reader)).data).toEqual([]);
    const late = by(api, 'post', `/me/posts/${made.id}/comments`, reader, { source: 'late' });
    await expectProblem(late, 403, 'cannot-write-here');
    await expectProblem(by(api, 'put', `/me/posts/${made.id}`, author, { source: 'back' }), 404, 'not-found');
  });

  it('mentions members of the community and nobody else', async () => {
    const { id, author, reader } = await circle();
    const nickname = `Jana ${randomUUID().slice(0, 6)}`;
    await by(api, 'put', '/me/nickname', reader, { nickname }).expect(200);
    const { html } = await makePost(api, id, author, { source: `@${nickname}, @everyone and @nobody` });
    expect(html).toBe(`<p><span class="mention">@${nickname}</span>, @everyone and @nobody</p>`);
    const { body } = await by(api, 'post', `/me/communities/${id}/post-previews`, author, {
      source: `_@${nickname}_`,
    }).expect(200);
    expect(body.html).toBe(`<p><em><span class="mention">@${nickname}</span></em></p>`);
  });
});

describe('interests', () => {
  const named = (...keys: string[]) => ({
    interests: keys.map((key) => ({ key, name: { en: key } })),
  });

  it('are on posts once each, change without an edit of the text, and go with the list of the club', async () => {
    const { id, author, reader } = await circle();
    const key = await makeKey(api);
    await changeClub(api, named('tea', 'books'));
    const made = await makePost(api, id, author, { source: 'first', interests: ['tea', 'books', 'tea'] });
    expect(made.interests).toEqual(['tea', 'books']);
    const path = `/me/posts/${made.id}`;
    const unknown = { source: 'first', interests: ['tea', 'no-such'] };
    const wrong = [422, 'unknown-interest', '/interests/1'] as const;
    await expectProblem(by(api, 'post', `/me/communities/${id}/posts`, author, unknown), ...wrong);
    await expectProblem(by(api, 'put', path, author, unknown), ...wrong);
    const said = { key, body: { source: 'by the club', interests: ['books'] } };
    const { body: told } = await send(api, 'post', `/communities/${id}/posts`, said)
      .set('idempotency-key', randomUUID())
      .expect(201);
    await expectProblem(
      send(api, 'put', `/posts/${told.id}`, { key, body: { ...said.body, interests: ['no-such'] } }),
      ...([422, 'unknown-interest', '/interests/0'] as const),
    );
    const { body: kept } = await by(api, 'put', path, author, { source: 'second' }).expect(200);
    expect(kept.interests).toEqual(['tea', 'books']);
    const { body: fewer } = await by(api, 'put', path, author, { source: 'second', interests: ['books'] });
    expect(fewer).toMatchObject({ interests: ['books'], editedAt: kept.editedAt });
    await changeClub(api, named('tea'));
    expect((await post(made.id, reader)).interests).toEqual([]);
    expect((await post(told.id, reader)).interests).toEqual([]);
  });

  it('filter the feed by each order, the pinned ones and the search', async () => {
    const { id, author, reader } = await circle();
    const key = await makeKey(api);
    await changeClub(api, named('tea', 'books'));
    const write = (source: string, ...interests: string[]) =>
      makePost(api, id, author, { source, interests });
    const tea = await write('water for Assam', 'tea');
    api.clock.advance({ minutes: 1 });
    const both = await write('a novel with Assam', 'books', 'tea');
    await write('Assam without any');
    const pinned = await write('the rules of water', 'tea');
    await send(api, 'put', `/posts/${pinned.id}/pin`, { key, body: { pinned: true } }).expect(204);
    const found = async (query: string) => ids((await feed(id, reader, `?interest=tea${query}`)).data);
    const first = await feed(id, reader, '?interest=tea&limit=1');
    expect([ids(first.pinned), ids(first.data)]).toEqual([[pinned.id], [both.id]]);
    expect(await found(`&limit=1&cursor=${first.cursor.next}`)).toEqual([tea.id]);
    api.clock.advance({ minutes: 1 });
    await makeComment(api, tea.id, reader);
    expect(await found('&sort=active')).toEqual([tea.id, both.id]);
    expect(await found('&query=assam')).toEqual([both.id, tea.id]);
    expect((await feed(id, reader, '?interest=books')).pinned).toEqual([]);
    await by(api, 'delete', `/me/posts/${both.id}`, author).expect(204);
    expect(await found('')).toEqual([tea.id]);
    await expectProblem(
      by(api, 'get', `/me/communities/${id}/posts?interest=Not%20one`, reader),
      ...([400, 'invalid-request', '/query/interest'] as const),
    );
  });
});

describe('rights', () => {
  it('act with the next request: who left writes, reacts and comments no more, but may delete', async () => {
    const { id, author, reader } = await circle();
    const made = await makePost(api, id, author);
    await by(api, 'delete', `/me/communities/${id}`, author).expect(204);
    const text = { source: 'again' };
    for (const [method, path] of [
      ['post', `/me/communities/${id}/posts`],
      ['post', `/me/posts/${made.id}/comments`],
      ['put', `/me/posts/${made.id}`],
    ] as const)
      await expectProblem(by(api, method, path, author, text), 403, 'cannot-write-here');
    await expectProblem(
      by(api, 'put', `/me/posts/${made.id}/reactions/heart`, author),
      403,
      'cannot-write-here',
    );
    await by(api, 'delete', `/me/posts/${made.id}`, author).expect(204);
    expect((await feed(id, reader)).data).toEqual([]);
  });

  it('of a banned member are to find nothing that was written', async () => {
    const { id, author, reader } = await circle();
    const made = await makePost(api, id, author);
    const comment = await makeComment(api, made.id, author);
    const key = await makeKey(api);
    const ban = { state: 'banned', reason: 'Spam' };
    await send(api, 'put', `/communities/${id}/members/${reader.member.id}`, { key, body: ban }).expect(200);
    for (const path of [
      `/me/communities/${id}/posts`,
      `/me/communities/${id}/news?since=2026-01-01T00:00:00Z`,
      `/me/posts/${made.id}`,
      `/me/posts/${made.id}/edits`,
      `/me/posts/${made.id}/comments`,
      `/me/comments/${comment.id}/edits`,
    ])
      await expectProblem(by(api, 'get', path, reader), 404, 'not-found');
  });
});

describe('what is unread', () => {
  it('is counted from where the member read to, never back, without their own posts', async () => {
    const { id, author, reader } = await circle();
    await makePost(api, id, author);
    const first = await feed(id, reader);
    expect(first).toMatchObject({ readUntil: null, unread: 0 });
    const read = (until: string) =>
      by(api, 'put', `/me/communities/${id}/read`, reader, { until }).expect(204);
    await read(first.at);
    api.clock.advance({ minutes: 5 });
    await makePost(api, id, reader);
    await makePost(api, id, author);
    await read('2020-01-01T00:00:00Z');
    expect(await feed(id, reader)).toMatchObject({ readUntil: first.at, unread: 1 });
    expect(await get(`/me/communities/${id}/news?since=${first.at}`, reader)).toEqual({ posts: 1 });
    const all = await get<{ data: object[] }>('/me/community-news', reader);
    expect(all.data).toEqual([{ communityId: id, posts: 1 }]);
    await read('2099-01-01T00:00:00Z');
    api.clock.advance({ minutes: 5 });
    await makePost(api, id, author);
    expect((await feed(id, reader)).unread).toBe(1);
  });
});

describe('the search', () => {
  it('finds posts by how their words begin, without accents, also in pages', async () => {
    const { id, author, reader } = await circle();
    const found = [];
    for (const source of ['Káva z Keni', 'Kavárna v Brně', 'Čaj'])
      found.push(await makePost(api, id, author, { source }));
    expect(ids((await feed(id, reader, '?query=kav')).data)).toEqual([found[1]?.id, found[0]?.id]);
    expect(ids((await feed(id, reader, `?query=${encodeURIComponent('KÁVA keni')}`)).data)).toEqual([
      found[0]?.id,
    ]);
    expect((await feed(id, reader, `?query=${encodeURIComponent("!' & :*")}`)).data).toEqual([]);
    const page = await feed(id, reader, '?query=kav&limit=1');
    expect(ids((await feed(id, reader, `?query=kav&limit=1&cursor=${page.cursor.next}`)).data)).toEqual([
      found[0]?.id,
    ]);
    const tea = found[2]?.id ?? '';
    const { id: comment } = await makeComment(api, tea, reader, { source: 'K čaji čokoládu' });
    expect(ids((await feed(id, author, '?query=cokolad')).data)).toEqual([tea]);
    await by(api, 'delete', `/me/comments/${comment}`, reader).expect(204);
    expect((await feed(id, author, '?query=cokolad')).data).toEqual([]);
  });
});

describe('checks of later features', () => {
  it('hold a text, which only its author sees, until it is shown', async () => {
    const { id, author, reader } = await circle();
    const held = () => ({ verdict: 'held', why: 'first-posts' }) as const;
    const made = await withVerdict(held, () => makePost(api, id, author));
    expect(made).toMatchObject({ state: 'held', heldWhy: 'first-posts' });
    expect((await feed(id, reader)).data).toEqual([]);
    expect(ids((await feed(id, author)).data)).toEqual([made.id]);
    await expectProblem(by(api, 'get', `/me/posts/${made.id}`, reader), 404, 'not-found');
    await by(api, 'put', `/me/posts/${made.id}`, author, { source: 'still held' }).expect(200);
    expect((await post(made.id, author)).state).toBe('held');
    await api.app.get(Writings).setState({ kind: 'post', id: made.id }, 'shown');
    expect((await feed(id, reader)).data).toMatchObject([{ state: 'shown', html: '<p>still held</p>' }]);
  });

  it('refuse and censor, the strictest counts, and see what is in a text', async () => {
    const { id, author } = await circle();
    const drafts: WritingDraft[] = [];
    const refused = await withVerdict(
      (draft) => {
        drafts.push(draft);
        return { verdict: 'refused', code: 'invalid-request', pointer: '/source', detail: 'no' };
      },
      () =>
        by(api, 'post', `/me/communities/${id}/posts`, author, { source: 'https://x.example', proof: 'p' }),
    );
    expect(refused.status).toBe(400);
    expect(drafts).toMatchObject([
      { kind: 'post', links: ['x.example'], proof: 'p', isEdit: false, authorId: author.member.id },
    ]);
    const censored = ({ title }: WritingDraft) => ({ verdict: 'censored', source: '***', title }) as const;
    const made = await withVerdict(censored, () => makePost(api, id, author, { source: 'bad word' }));
    expect(made).toMatchObject({ source: '***', html: expect.not.stringContaining('bad'), state: 'shown' });
  });

  it('count a comment only while it is shown', async () => {
    const { id, author, reader } = await circle();
    const { id: postId } = await makePost(api, id, author);
    const { id: commentId } = await makeComment(api, postId, reader);
    const writings = api.app.get(Writings);
    const ref = { kind: 'comment', id: commentId } as const;
    for (const [state, count] of [
      ['hidden', 0],
      ['hidden', 0],
      ['shown', 1],
      ['deleted', 0],
    ] as const) {
      await writings.setState(ref, state);
      expect((await post(postId, author)).comments).toBe(count);
    }
    expect(await writings.around(ref, 2)).toMatchObject([{ kind: 'post', id: postId }, { id: commentId }]);
    expect(ids(await writings.ofAuthor(reader.member.id, 5))).toEqual([commentId]);
    expect(await writings.find([ref, { kind: 'post', id: randomUUID() }])).toMatchObject([
      { postId, source: 'Lovely', state: 'deleted' } satisfies Partial<Comment>,
    ]);
  });
});

describe('the club', () => {
  it('announces, changes and deletes, sees every post with its member, and leaves those of members alone', async () => {
    const { id, author, reader } = await circle();
    const key = await makeKey(api);
    const own = await makePost(api, id, author, { source: 'by a member' });
    const { body } = await send(api, 'post', `/communities/${id}/posts`, {
      key,
      body: { title: 'News', source: 'Kenya' },
    })
      .set('idempotency-key', randomUUID())
      .expect(201);
    expect(body).toMatchObject({
      kind: 'announcement',
      author: { kind: 'club', nickname: null },
      member: null,
    });
    expect((await feed(id, reader)).data[0]).toMatchObject({
      id: body.id,
      author: { kind: 'club', mine: false },
    });
    const list = async (query: string): Promise<Post[]> =>
      (await send(api, 'get', `/communities/${id}/posts${query}`, { key }).expect(200)).body.data;
    expect(await list('')).toMatchObject([{ id: body.id }, { id: own.id, member: { id: author.member.id } }]);
    expect(ids(await list('?query=ken'))).toEqual([body.id]);
    const path = `/posts/${body.id}`;
    await send(api, 'put', path, { key, body: { title: 'News', source: 'Kenya Nyeri' } }).expect(200);
    expect((await post(body.id, reader)).html).toBe('<p>Kenya Nyeri</p>');
    await expectProblem(
      send(api, 'put', `/posts/${own.id}`, { key, body: { source: 'x' } }),
      404,
      'not-found',
    );
    await expectProblem(send(api, 'delete', `/posts/${own.id}`, { key }), 404, 'not-found');
    await send(api, 'delete', path, { key }).expect(204);
    expect(ids(await list('?state=deleted'))).toEqual([body.id]);
  });
});
