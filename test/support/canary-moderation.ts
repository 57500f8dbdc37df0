import type { Post } from '@regulars/contracts';
import type { TestApp } from './app.ts';
import { writeAsCanary } from './canary-posts.ts';
import { trustMembers } from './makers/moderation.ts';
import { by, joinNew, makeCircle, makePost } from './makers/posts.ts';
import { send } from './requests.ts';

interface Canary {
  readonly id: string;
  readonly cookie?: string;
  readonly words: string;
  readonly email: string;
}

/** A member writes, reports, is reported, reads a decision, appeals, blocks a person, and is trusted by hand. */
export const writeAndBeModerated = async (api: TestApp, key: string, canary: Canary): Promise<void> => {
  await moderate(api, key, canary);
  await writeAsCanary(api, canary, canary.words);
};

const moderate = async (api: TestApp, key: string, canary: Canary): Promise<void> => {
  const { id: communityId, members } = await makeCircle(api, 1);
  const [other] = members;
  if (!other) throw new Error('a member was made');
  const member = { cookie: canary.cookie ?? '' };
  await by(api, 'post', `/communities/${communityId}/memberships`, member, {}).expect(200);
  const report = { reason: 'insult', text: canary.words };
  const theirs = await makePost(api, communityId, other);
  await by(api, 'post', `/me/posts/${theirs.id}/reports`, member, report).expect(204);
  await by(api, 'post', '/me/blocks', member, { kind: 'post', id: theirs.id }).expect(201);
  const own = await makePost(api, communityId, member, { title: canary.words, source: canary.words });
  await by(api, 'post', `/me/posts/${own.id}/reports`, await joinNew(api, communityId), report).expect(204);
  const stranger = {
    address: `/club/communities/${communityId}/posts/${theirs.id}`,
    ...{ reason: 'illegal', text: `${canary.words} and more`, goodFaith: true },
    ...{ name: 'Kanari Kanaringer', email: canary.email },
  };
  await send(api, 'post', '/content-reports', { body: stranger }).expect(204);
  const decision = await decideAbout(api, key, own, canary.words);
  const appeal = { text: canary.words };
  await by(api, 'post', `/me/moderation/${decision}/appeals`, member, appeal).expect(201);
  await answerOpenAppeal(api, key, own, canary.words);
  await trustMembers(api, [canary.id]);
};

const caseOf = async (api: TestApp, key: string, { id }: Post): Promise<string> => {
  const { body } = await send(api, 'get', '/moderation/cases?limit=200', { key }).expect(200);
  const found = (body.data as { id: string; writing: { id: string } | null }[]).find(
    ({ writing }) => writing?.id === id,
  );
  return found?.id ?? '';
};

const decideAbout = async (api: TestApp, key: string, post: Post, words: string): Promise<string> => {
  const path = `/moderation/cases/${await caseOf(api, key, post)}/decisions`;
  const body = { text: 'hide', author: 'silence', days: 1, reason: words, rule: words };
  return (await send(api, 'post', path, { key, body }).expect(201)).body.id;
};

const answerOpenAppeal = async (api: TestApp, key: string, post: Post, words: string): Promise<void> => {
  const path = `/moderation/cases/${await caseOf(api, key, post)}/appeal-answers`;
  await send(api, 'post', path, { key, body: { granted: true, answer: words } }).expect(201);
};
