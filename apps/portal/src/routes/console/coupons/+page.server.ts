import { listCoupons } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    coupons: await show(
      locals.api.call(listCoupons, { query: { limit: 60, ...(cursor ? { cursor } : {}) } }),
    ),
  };
};
