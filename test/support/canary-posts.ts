import type { TestApp } from './app.ts';
import { makeCommunity } from './makers/communities.ts';
import { by } from './makers/posts.ts';

/** A member's words in a post and a comment, each of them changed once. */
export const writeAsCanary = async (
  api: TestApp,
  { cookie = '' }: { readonly cookie?: string },
  words: string,
): Promise<void> => {
  const member = { cookie };
  const { id } = await makeCommunity(api);
  await by(api, 'post', `/communities/${id}/memberships`, member, {}).expect(200);
  const text = { title: words, source: words };
  const changed = `${words} twice`;
  const { body: post } = await by(api, 'post', `/me/communities/${id}/posts`, member, text).expect(201);
  const path = `/me/posts/${post.id}`;
  const { body: comment } = await by(api, 'post', `${path}/comments`, member, { source: words }).expect(201);
  await by(api, 'put', path, member, { ...text, source: changed }).expect(200);
  await by(api, 'put', `/me/comments/${comment.id}`, member, { source: changed }).expect(200);
  await by(api, 'put', `${path}/reactions/heart`, member).expect(200);
};
