import { communityStates, listCommunities } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url, url: { searchParams } }) => {
  const cursor = searchParams.get('cursor');
  const typed = searchParams.get('q')?.trim().slice(0, 100);
  const state = communityStates.find((one) => one === searchParams.get('state'));
  const query = {
    limit: 50,
    ...(typed ? { query: typed } : {}),
    ...(state ? { state } : {}),
    ...sortQuery(url, ['created', 'name', 'state', 'members', 'asking']),
    ...(cursor ? { cursor } : {}),
  };
  return { communities: await show(api.call(listCommunities, { query })) };
};
