import type { ModerationCase, ModerationDecision, ChosenModeration, Post } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send } from '../requests.ts';
import { freeModeration } from './free-moderation.ts';
import type { SignedInMember } from './members.ts';
import { by, joinNew, makePost } from './posts.ts';

/** After `makeCommunity`, which sets them free. */
export const setModeration = async (api: TestApp, settings: Partial<ChosenModeration>): Promise<void> => {
  const body = { ...freeModeration, ...settings };
  await send(api, 'put', '/moderation/settings', { key: await makeKey(api), body }).expect(200);
};

/** A manager trusts members for a day. */
export const trustMembers = async (
  api: TestApp,
  memberIds: readonly string[],
  level: 'new' | 'basic' | 'regular' = 'regular',
): Promise<void> => {
  const key = await makeKey(api);
  const until = new Date(api.clock.now() + 86_400_000).toISOString();
  for (const id of memberIds)
    await send(api, 'put', `/moderation/trust/${id}`, { key, body: { level, until } }).expect(200);
};

export const makeReport = async (
  api: TestApp,
  post: Pick<Post, 'id'>,
  reporter: Pick<SignedInMember, 'cookie'>,
): Promise<void> => {
  const body = { reason: 'spam', text: 'Look at it' };
  await by(api, 'post', `/me/posts/${post.id}/reports`, reporter, body).expect(204);
};

/** What is in the queue about a post. */
const caseAbout = async (api: TestApp, { id }: Pick<Post, 'id'>): Promise<ModerationCase> => {
  const key = await makeKey(api);
  const { body } = await send(api, 'get', '/moderation/cases?limit=200', { key }).expect(200);
  const found = (body.data as ModerationCase[]).find(({ writing }) => writing?.id === id);
  if (!found) throw new Error('it is in the queue');
  return found;
};

/** A post of the author that a manager hid, and one of another member that the author reported. */
export const makeModeration = async (
  api: TestApp,
  communityId: string,
  author: Pick<SignedInMember, 'cookie'>,
): Promise<{
  readonly decision: ModerationDecision;
  readonly reported: Post;
  /** Of an author who moderates the community. */
  readonly pages: Readonly<Record<string, string>>;
}> => {
  const other = await joinNew(api, communityId);
  const hidden = await makePost(api, communityId, author, { source: 'Ten for the price of one' });
  await makeReport(api, hidden, other);
  const { id } = await caseAbout(api, hidden);
  const body = { text: 'hide', reason: 'We do not advertise here.' };
  const path = `/moderation/cases/${id}/decisions`;
  const decided = await send(api, 'post', path, { key: await makeKey(api), body }).expect(201);
  const reported = await makePost(api, communityId, other, { source: 'Buy at https://cards.example' });
  await makeReport(api, reported, author);
  const route = '/club/communities/[id]/moderation';
  const queue = `/club/communities/${communityId}/moderation`;
  const pages = {
    [route]: queue,
    [`${route}/[caseId]`]: `${queue}/${(await caseAbout(api, reported)).id}`,
    [`${route}/text/[kind]/[writingId]`]: `${queue}/text/post/${reported.id}`,
  };
  return { decision: decided.body, reported, pages };
};
