import { redirect } from '@sveltejs/kit';
import { getOwnCommunity } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { api }, params, route }) => {
  const community = await show(api.call(getOwnCommunity, { params: { id: params.id } }));
  // Others see the rules and how to get in.
  const isAbout = route.id === '/club/communities/[id]/about';
  if (!community.rights.read && !isAbout) redirect(303, `/club/communities/${community.id}/about`);
  return { community };
};
