import { redirect } from '@sveltejs/kit';
import { getOwnCommunity, listModeratedCases } from '@regulars/contracts';
import { nextGatherings } from '#lib/gatherings/member/gathering-lists.server.ts';
import { show } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { api, club }, params, route }) => {
  const community = await show(api.call(getOwnCommunity, { params }));
  // Others see the rules and how to get in.
  const isAbout = route.id === '/club/communities/[id]/about';
  if (!community.rights.read && !isAbout) redirect(303, `/club/communities/${community.id}/about`);
  // Its front page shows what is on next.
  const isFront = route.id === '/club/communities/[id]';
  const next = isFront && community.rights.read ? await show(nextGatherings(api, community.id)) : [];
  const waiting =
    isFront && community.rights.moderate
      ? (await show(api.call(listModeratedCases, { params, query: { limit: 1 } }))).waiting
      : 0;
  return { community, next, waiting, clubInterests: club?.interests ?? [] };
};
