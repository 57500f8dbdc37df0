import { listOwnCommunities } from '@regulars/contracts';
import { markOf } from '#lib/communities/member/standing-text.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const found = await show(api.call(listOwnCommunities));
  const data = found.data.map((community) => ({ ...community, mark: markOf(community) }));
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
