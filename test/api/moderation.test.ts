import { randomUUID } from 'node:crypto';
import type {
  ModerationCase,
  ModerationDecision,
  OwnDecision,
  Post,
  ShownModerationCase,
} from '@regulars/contracts';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import type { SignedInMember } from '../support/makers/members.ts';
import { setModeration, trustMembers } from '../support/makers/moderation.ts';
import { by, makeCircle, makePost } from '../support/makers/posts.ts';
import { readAs } from '../support/posts.ts';
import { expectProblem, send } from '../support/requests.ts';

let mailed: MailedApp;
let api: TestApp;
let key: string;
let manager: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  mailed = await startMailedApp();
  ({ api, key } = mailed);
  manager = await makeStaff(api, ['manager']);
  other = await makeStaff(api, ['manager']);
});
afterAll(() => mailed.close());
beforeEach(() => api.clock.reset());

const circle = async (size = 8) => {
  const made = await makeCircle(api, size);
  const [author, ...readers] = made.members;
  if (!author) throw new Error('members were made');
  return { id: made.id, author, readers };
};
const manage = (as: SignedIn, path: string, body: object) =>
  send(api, 'post', path, { cookie: as.cookie, body }).set('origin', api.url);
const report = (post: Pick<Post, 'id'>, member: SignedInMember, reason = 'spam') =>
  by(api, 'post', `/me/posts/${post.id}/reports`, member, { reason, text: 'Look at it' });
const cases = async (query = ''): Promise<ModerationCase[]> =>
  (await send(api, 'get', `/moderation/cases${query}`, { key }).expect(200)).body.data;
const caseOf = async ({ id }: Pick<Post, 'id'>): Promise<ModerationCase> => {
  const found = (await cases('?limit=200')).find(({ writing }) => writing?.id === id);
  if (!found) throw new Error('it is in the queue');
  return found;
};
const decide = async (post: Pick<Post, 'id'>, body: object, as = manager): Promise<ModerationDecision> => {
  const { id } = await caseOf(post);
  return (await manage(as, `/moderation/cases/${id}/decisions`, body).expect(201)).body;
};
const stateOf = async (post: Post, member: SignedInMember): Promise<string> =>
  (await readAs<Post>(api, `/me/posts/${post.id}`, member)).state;
const trusted = async (members: readonly SignedInMember[]): Promise<void> =>
  trustMembers(
    api,
    members.map(({ member }) => member.id),
  );
const reason = 'Selling cards in our name is fraud.';

describe('reports', () => {
  it('of three trusted members hide a text, of three others do not, and none counts twice', async () => {
    const { id, author, readers } = await circle();
    const spam = await makePost(api, id, author, { source: 'Cheap cards' });
    for (const reader of readers.slice(0, 3)) await report(spam, reader).expect(204);
    expect(await stateOf(spam, author)).toBe('shown');
    const regulars = readers.slice(3, 6);
    await trusted(regulars);
    await Promise.all(regulars.slice(0, 2).flatMap((reader) => [report(spam, reader), report(spam, reader)]));
    expect(await stateOf(spam, author)).toBe('shown');
    await report(spam, regulars[2] ?? author).expect(204);
    expect(await stateOf(spam, author)).toBe('hidden');
    expect(await caseOf(spam)).toMatchObject({
      cause: 'reported',
      hidden: true,
      reports: 6,
      reasons: ['spam'],
    });
    expect((await cases())[0]?.hidden).toBe(true);
    await expectProblem(report(spam, readers[6] ?? author), 404, 'not-found');
  });

  it('are not of oneself, nor of what one cannot read', async () => {
    const { id, author } = await circle(2);
    const post = await makePost(api, id, author);
    await expectProblem(report(post, author), 403, 'not-allowed');
    await expectProblem(report({ id: randomUUID() }, author), 404, 'not-found');
    await expectProblem(report(post, author, 'because'), 400, 'invalid-request', '/reason');
  });

  it('of strangers need an address, good faith and a proof, and get a receipt and the outcome', async () => {
    const { id, author } = await circle(2);
    const post = await makePost(api, id, author, { source: 'Illegal things' });
    await setModeration(api, { proof: 'low' });
    const body = {
      ...{
        address: `${api.url}/club/communities/${id}/posts/${post.id}`,
        reason: 'illegal',
        goodFaith: true,
      },
      ...{ text: 'It is against the law of my country', name: 'Eva', email: `${randomUUID()}@law.example` },
    };
    const sendIt = (more: object) => send(api, 'post', '/content-reports', { body: { ...body, ...more } });
    await expectProblem(sendIt({ goodFaith: false }), 400, 'invalid-request', '/goodFaith');
    await expectProblem(sendIt({ address: 'https://x.example/' }), 422, 'unknown-content', '/address');
    await expectProblem(sendIt({}), 422, 'proof-needed', '/proof');
    const { challenge } = (await send(api, 'get', '/content-reports/proof', {}).expect(200)).body;
    const proof = await solved(challenge);
    await sendIt({ proof }).expect(204);
    await expectProblem(sendIt({ proof }), 422, 'proof-needed', '/proof');
    await mailed.mailbox.received(body.email);
    expect(await caseOf(post)).toMatchObject({ reports: 1, reasons: ['illegal'], hidden: false });
    await decide(post, { text: 'delete', reason, ground: 'law', rule: '§ 1' });
    await mailed.mailbox.received(body.email, 2);
  });
});

const solved = async (challenge: string): Promise<string> => {
  const parsed = JSON.parse(challenge) as Parameters<typeof solveChallenge>[0]['challenge'];
  const solution = await solveChallenge({ challenge: parsed, deriveKey });
  return Buffer.from(JSON.stringify({ challenge: parsed, solution })).toString('base64');
};

describe('a decision', () => {
  it('has a reason that its author reads, silences with the second warning, and is undone', async () => {
    const { id, author, readers } = await circle(3);
    const posts = [await makePost(api, id, author), await makePost(api, id, author)] as const;
    for (const post of posts) await report(post, readers[0] ?? author).expect(204);
    const { id: caseId } = await caseOf(posts[0]);
    const path = `/moderation/cases/${caseId}/decisions`;
    await expectProblem(manage(manager, path, { text: 'delete' }), 400, 'invalid-request', '/reason');
    const warned = await decide(posts[0], { text: 'delete', author: 'warn', reason });
    await expectProblem(manage(manager, path, { text: 'leave' }), 409, 'case-decided');
    const own = await readAs<OwnDecision>(api, `/me/moderation/${warned.id}`, author);
    expect(own).toMatchObject({ text: 'delete', author: 'warn', reason, silencedUntil: null });
    await expectProblem(
      by(api, 'get', `/me/moderation/${warned.id}`, readers[0] ?? author),
      404,
      'not-found',
    );
    await makePost(api, id, author);
    const second = await decide(posts[1], { text: 'hide', author: 'warn', reason });
    expect(second.silencedUntil).not.toBeNull();
    const write = () => by(api, 'post', `/me/communities/${id}/posts`, author, { source: 'Hello' });
    await expectProblem(write(), 403, 'cannot-write-here');
    const undone = await manage(manager, `/moderation/decisions/${second.id}/undo`, {}).expect(200);
    expect(undone.body).toMatchObject({ undoable: false, undoneAt: expect.any(String) });
    await write().expect(201);
    expect(await stateOf(posts[1], author)).toBe('shown');
    await caseOf(posts[1]);
    await expectProblem(manage(manager, `/moderation/decisions/${second.id}/undo`, {}), 409, 'not-undoable');
    const told = await send(api, 'get', `/audit-entries?member=${author.member.id}`, { key });
    expect(JSON.stringify(told.body)).toContain('moderation.decided');
  });

  it('bans at once, takes the same link elsewhere with it, and an appeal to someone else gives all back', async () => {
    const { id, author, readers } = await circle(3);
    const [reader] = readers;
    if (!reader) throw new Error('members were made');
    const spam = await makePost(api, id, author, { source: 'Buy at https://cards.example/x?a=1' });
    const again = await makePost(api, id, author, { source: 'Again: www.cards.example/x' });
    const harmless = await makePost(api, id, author, { source: 'A good morning' });
    await report(spam, reader, 'fraud').expect(204);
    const { id: caseId } = await caseOf(spam);
    const shown: ShownModerationCase = (
      await send(api, 'get', `/moderation/cases/${caseId}`, { key }).expect(200)
    ).body;
    expect(shown).toMatchObject({ card: { writtenToday: 3, warnings: 0 }, sameLink: [{ id: again.id }] });
    expect(shown.reported[0]).toMatchObject({ reason: 'fraud', text: 'Look at it', counts: false });
    const banned = await decide(spam, { text: 'delete', author: 'ban', reason, sameLink: true });
    expect(banned).toMatchObject({ others: 1, author: 'ban' });
    await expectProblem(by(api, 'get', `/me/communities/${id}`, author), 404, 'not-found');
    await expectProblem(by(api, 'get', `/me/posts/${harmless.id}`, author), 404, 'not-found');
    expect(await readAs(api, '/me/communities', author)).toMatchObject({ data: [] });
    expect(await stateOf(again, reader)).toBe('deleted');
    expect(await stateOf(harmless, reader)).toBe('shown');
    await mailed.mailbox.saying(author.member.email ?? '', reason);
    const path = `/me/moderation/${banned.id}`;
    expect(await readAs<OwnDecision>(api, path, author)).toMatchObject({ appealUntil: expect.any(String) });
    await by(api, 'post', `${path}/appeals`, author, { text: 'The shop asked me to write it' }).expect(201);
    await expectProblem(
      by(api, 'post', `${path}/appeals`, author, { text: 'And once more, please' }),
      409,
      'not-appealable',
    );
    await expectProblem(manage(manager, `/moderation/decisions/${banned.id}/undo`, {}), 409, 'not-undoable');
    const appeal = await caseOf(spam);
    expect(appeal).toMatchObject({ cause: 'appeal' });
    const answer = { granted: true, answer: 'You are right, we are sorry.' };
    const answers = `/moderation/cases/${appeal.id}/appeal-answers`;
    await expectProblem(manage(manager, answers, answer), 409, 'own-decision');
    await manage(other, answers, answer).expect(201);
    expect(await stateOf(spam, author)).toBe('shown');
    expect(await stateOf(again, author)).toBe('shown');
    expect(await readAs<OwnDecision>(api, path, author)).toMatchObject({ appeal: { granted: true } });
    const { body } = await send(api, 'get', '/moderation', { key }).expect(200);
    expect(body).toMatchObject({ appealed: expect.any(Number), medianMinutes: expect.any(Number) });
  });

  it('can be appealed for fourteen days', async () => {
    const { id, author, readers } = await circle(2);
    const post = await makePost(api, id, author);
    await report(post, readers[0] ?? author).expect(204);
    const { id: decision } = await decide(post, { text: 'hide', reason });
    api.clock.advance({ days: 15 });
    await expectProblem(
      by(api, 'post', `/me/moderation/${decision}/appeals`, author, { text: 'I only see it now' }),
      409,
      'not-appealable',
    );
  });
});

describe('the card of an author', () => {
  it('tells what happened, and the trust set by hand is in the audit log with its reason', async () => {
    const { id, author, readers } = await circle(2);
    const [reader] = readers;
    if (!reader) throw new Error('there is a reader');
    const write = async (title: string): Promise<Post> => {
      const post = await makePost(api, id, author, { title, source: 'Cheap' });
      await report(post, reader).expect(204);
      return post;
    };
    await decide(await write('Ten for one'), { text: 'hide', reason });
    const { id: caseId } = await caseOf(await write('Twelve for one'));
    const { id: memberId } = author.member;
    const until = new Date(api.clock.now() + 86_400_000).toISOString();
    const body = { level: 'new', until, reason: 'Advertises again and again' };
    await send(api, 'put', `/moderation/trust/${memberId}`, { key, body }).expect(200);
    const { body: shown } = await send(api, 'get', `/moderation/cases/${caseId}`, { key }).expect(200);
    const { card } = shown as ShownModerationCase;
    expect(card).toMatchObject({
      trust: { level: 'new', from: 'by-hand' },
      purchases: { count: 0, lastAt: null },
    });
    const kinds = card?.story.map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual(['decided', 'reported', 'reported', 'written', 'written']);
    expect(card?.story).toContainEqual(
      expect.objectContaining({ kind: 'written', text: 'Ten for one', state: 'hidden' }),
    );
    const { body: audit } = await send(api, 'get', '/audit-entries?limit=20', { key }).expect(200);
    expect(JSON.stringify(audit.data)).toContain('Advertises again and again');
  });
});

describe('new members', () => {
  it('compute something before the first text, wait for approval, and write only so much', async () => {
    const { id, author } = await circle(2);
    await setModeration(api, { proof: 'low', firstPosts: 1, newPostsPerDay: 2, newLinks: 0 });
    const write = (body: object) =>
      by(api, 'post', `/me/communities/${id}/posts`, author, { source: 'My first one', ...body });
    await expectProblem(write({}), 422, 'proof-needed', '/proof');
    const { challenge } = await readAs<{ challenge: string }>(api, '/me/writing-proof', author);
    const first: Post = (await write({ proof: await solved(challenge) }).expect(201)).body;
    expect(first).toMatchObject({ state: 'held', heldWhy: 'first-posts' });
    expect(await readAs(api, '/me/writing-proof', author)).toEqual({ challenge: null });
    expect(await caseOf(first)).toMatchObject({ cause: 'first-posts', author: { level: 'new' } });
    await decide(first, { text: 'leave' });
    expect(await stateOf(first, author)).toBe('shown');
    const second: Post = (await write({ source: 'See https://shop.example' }).expect(201)).body;
    expect(second).toMatchObject({ state: 'held', heldWhy: 'links' });
    await expectProblem(write({}), 422, 'limit-of-new-members', '/source');
    await trusted([author]);
    await write({ source: 'See https://shop.example' }).expect(201);
  });
});

describe('word lists', () => {
  it('refuse, hold, flag and censor, and come from a file', async () => {
    const { id, author } = await circle(2);
    const file = 'language;word;action\nen;scam*;block\nde;Betrug*;approve\nen;cheat;flag\ncs;sakra;censor\n';
    const put = (text: string) =>
      api.http
        .put('/api/v1/moderation/words/file')
        .set('authorization', `Bearer ${key}`)
        .set('content-type', 'text/csv')
        .send(text);
    const wrong = await put('language,word,action\nxx,a,block\nen,*,block\n').expect(400);
    expect(wrong.body.errors).toHaveLength(2);
    expect((await put(file).expect(200)).body).toEqual({ words: 4 });
    const write = (source: string) => by(api, 'post', `/me/communities/${id}/posts`, author, { source });
    await expectProblem(write('It is a SC4MMER'), 422, 'word-refused', '/source');
    expect((await write('Das ist betrügerisch').expect(201)).body).toMatchObject({ heldWhy: 'word-list' });
    const flagged: Post = (await write('You cheat!').expect(201)).body;
    expect(flagged.state).toBe('shown');
    expect(await caseOf(flagged)).toMatchObject({ cause: 'word-list', words: ['cheat'] });
    expect((await write('No sakra!').expect(201)).body).toMatchObject({ source: 'No s—!', state: 'shown' });
    const sent = await api.http.get('/api/v1/moderation/words/file').set('authorization', `Bearer ${key}`);
    expect(sent.text).toContain('en,scam*,block');
    const { body } = await send(api, 'get', '/moderation/words?query=SCAM', { key }).expect(200);
    expect(body).toMatchObject({ all: 4, data: [{ word: 'scam*' }] });
    await send(api, 'delete', `/moderation/words/${body.data[0].id}`, { key }).expect(204);
    await write('It is a scam').expect(201);
  });
});

describe('a blocked person', () => {
  it('is listed once by nickname, and no longer when the block ends', async () => {
    const { id, author, readers } = await circle(2);
    const [reader] = readers;
    if (!reader) throw new Error('members were made');
    const post = await makePost(api, id, author);
    const block = () => by(api, 'post', '/me/blocks', reader, { kind: 'post', id: post.id }).expect(201);
    const { body } = await block();
    await block();
    const feed = `/me/communities/${id}/posts`;
    expect(await readAs(api, feed, reader)).toMatchObject({ data: [] });
    expect(JSON.stringify(body)).not.toContain(author.member.id);
    expect(await readAs(api, '/me/blocks', reader)).toMatchObject({ data: [{ id: body.id }] });
    await by(api, 'delete', `/me/blocks/${body.id}`, reader).expect(204);
    expect(await readAs(api, '/me/blocks', reader)).toMatchObject({ data: [] });
    expect(await readAs(api, feed, reader)).toMatchObject({ data: [{ id: post.id }] });
  });
});
