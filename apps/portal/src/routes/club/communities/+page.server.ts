import { listCommunityNews, listOwnCommunities } from '@regulars/contracts';
import { markOf } from '#lib/communities/member/standing-text.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** In place of 'joined': there is something to read. The API counts to 100. */
const unreadMark = (posts: number): { text: string; tone: 'accent' } | null => {
  if (posts === 0) return null;
  const text = posts < 100 ? m.communities_mark_unread({ count: posts }) : m.communities_mark_unread_many();
  return { text, tone: 'accent' };
};

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const [found, news] = await show(Promise.all([api.call(listOwnCommunities), api.call(listCommunityNews)]));
  const unread = new Map(news.data.map(({ communityId, posts }) => [communityId, posts]));
  const data = found.data.map((community) => ({
    ...community,
    mark: unreadMark(unread.get(community.id) ?? 0) ?? markOf(community),
  }));
  const isOwn = (state: string | undefined): boolean =>
    state === 'member' || state === 'invited' || state === 'asked';
  const carried = new Set(data.flatMap(({ interests }) => interests));
  const interests = (club?.interests ?? []).filter(({ key }) => carried.has(key));
  const interest = interests.find(({ key }) => key === url.searchParams.get('interest'))?.key ?? null;
  const fits = (community: { interests: readonly string[] }): boolean =>
    interest === null || community.interests.includes(interest);
  return {
    interests,
    interest,
    own: data.filter(({ membership }) => isOwn(membership?.state)),
    others: data.filter(
      (community) => !isOwn(community.membership?.state) && community.state !== 'archived' && fits(community),
    ),
  };
};
