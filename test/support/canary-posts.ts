import type { TestApp } from './app.ts';
import { makeCommunity } from './makers/communities.ts';
import { by } from './makers/posts.ts';
import { drawPng } from './pictures.ts';

/** A member's words in a post with a picture and a poll, and in a comment, both changed once. They go with the member. */
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
  const picture = await api.http
    .post(`/api/v1/me/communities/${id}/pictures`)
    .set({ cookie, origin: api.url, 'content-type': 'image/png' })
    .send(drawPng({ width: 4, height: 4 }))
    .expect(201);
  const parts = {
    pictures: [{ id: picture.body.id, text: words }],
    poll: { options: [words.slice(0, 100), 'no'] },
  };
  const sent = { ...text, ...parts };
  const { body: post } = await by(api, 'post', `/me/communities/${id}/posts`, member, sent).expect(201);
  const path = `/me/posts/${post.id}`;
  const { body: comment } = await by(api, 'post', `${path}/comments`, member, { source: words }).expect(201);
  await by(api, 'put', path, member, { ...text, source: changed }).expect(200);
  await by(api, 'put', `/me/comments/${comment.id}`, member, { source: changed }).expect(200);
  await by(api, 'put', `${path}/reactions/heart`, member).expect(200);
  await by(api, 'put', `${path}/votes`, member, { choices: [0] }).expect(200);
  await by(api, 'put', '/me/writings', member, { afterLeaving: 'goes' }).expect(200);
  const read = { until: new Date(api.clock.now()).toISOString() };
  await by(api, 'put', `/me/communities/${id}/read`, member, read).expect(204);
};
