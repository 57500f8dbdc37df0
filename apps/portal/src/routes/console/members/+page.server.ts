import { listMembers, listTiers } from '@regulars/contracts';
import { memberFilters } from '#lib/members/console/member-filters.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [members, tiers] = await show(
    Promise.all([
      api.call(listMembers, {
        query: { ...memberFilters(url), limit: 50, include: 'total', ...(cursor ? { cursor } : {}) },
      }),
      api.call(listTiers),
    ]),
  );
  return { members, tiers: tiers.data };
};
