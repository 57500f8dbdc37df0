import { listOffers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    offers: await show(locals.api.call(listOffers, { query: { limit: 60, ...(cursor ? { cursor } : {}) } })),
  };
};
