import type { TestApp } from './app.ts';
import { by, makeComment, makePost } from './makers/posts.ts';

/** The pages of a post with a comment, both by the member and changed once. */
export const postPages = async (
  api: TestApp,
  communityId: string,
  member: { readonly cookie: string },
): Promise<Record<string, string>> => {
  const post = await makePost(api, communityId, member, { title: 'First cup' });
  const comment = await makeComment(api, post.id, member);
  const changed = { title: 'First cup', source: 'Three pours. **What** would you change?' };
  await by(api, 'put', `/me/posts/${post.id}`, member, changed).expect(200);
  const front = `/club/communities/${communityId}`;
  const path = `${front}/posts/${post.id}`;
  const route = '/club/communities/[id]/posts/[postId]';
  return {
    '/club/communities/[id]/write': `${front}/write`,
    [route]: path,
    [`${route}/edit`]: `${path}/edit`,
    [`${route}/before`]: `${path}/before`,
    '/console/communities/[id]/posts/[postId]': `/console/communities/${communityId}/posts/${post.id}`,
    [`${route}/comments/[commentId]`]: `${path}/comments/${comment.id}`,
  };
};
