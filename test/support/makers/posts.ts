import { randomUUID } from 'node:crypto';
import type { Comment, Post } from '@regulars/contracts';
import type supertest from 'supertest';
import type { TestApp } from '../app.ts';
import { send } from '../requests.ts';
import { makeCommunity } from './communities.ts';
import { makeSignedInMember, type SignedInMember } from './members.ts';

/** A request of a member, with a key of its own if it makes something. */
export const by = (
  api: TestApp,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  { cookie }: Pick<SignedInMember, 'cookie'>,
  body?: object,
): supertest.Test => {
  const request = send(api, method, path, { cookie, ...(body && { body }) }).set('origin', api.url);
  return method === 'post' ? request.set('idempotency-key', randomUUID()) : request;
};

/** A community with so many members. */
export const makeCircle = async (api: TestApp, members = 2) => {
  const { id } = await makeCommunity(api);
  const joined: SignedInMember[] = [];
  for (let n = 0; n < members; n++) joined.push(await joinNew(api, id));
  return { id, members: joined };
};

export const joinNew = async (api: TestApp, communityId: string): Promise<SignedInMember> => {
  const member = await makeSignedInMember(api);
  await by(api, 'post', `/communities/${communityId}/memberships`, member, {}).expect(200);
  return member;
};

export const makePost = async (
  api: TestApp,
  communityId: string,
  member: Pick<SignedInMember, 'cookie'>,
  content: { title?: string | null; source?: string; interests?: readonly string[] } = {},
): Promise<Post> => {
  const body = { source: 'First cup from the **ceramic** dripper', ...content };
  return (await by(api, 'post', `/me/communities/${communityId}/posts`, member, body).expect(201)).body;
};

export const makeComment = async (
  api: TestApp,
  postId: string,
  member: Pick<SignedInMember, 'cookie'>,
  body: { source?: string; replyTo?: string } = {},
): Promise<Comment> =>
  (await by(api, 'post', `/me/posts/${postId}/comments`, member, { source: 'Lovely', ...body }).expect(201))
    .body;
