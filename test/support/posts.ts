import type { listComments, listPosts, ReplyOf } from '@regulars/contracts';
import type { TestApp } from './app.ts';
import { by } from './makers/posts.ts';
import type { SignedInMember } from './makers/members.ts';

/** What a member gets. */
export const readAs = async <Body>(api: TestApp, path: string, member: SignedInMember): Promise<Body> =>
  (await by(api, 'get', path, member).expect(200)).body;

export const feedAs = (
  api: TestApp,
  communityId: string,
  member: SignedInMember,
  query = '',
): Promise<ReplyOf<typeof listPosts>> => readAs(api, `/me/communities/${communityId}/posts${query}`, member);

export const commentsAs = (
  api: TestApp,
  postId: string,
  member: SignedInMember,
  query = '',
): Promise<ReplyOf<typeof listComments>> => readAs(api, `/me/posts/${postId}/comments${query}`, member);
