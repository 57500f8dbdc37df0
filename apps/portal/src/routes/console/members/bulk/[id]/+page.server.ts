import { getMemberBulk, listBulkRefusals } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 50, ...(cursor ? { cursor } : {}) };
  const [bulk, refusals] = await show(
    Promise.all([api.call(getMemberBulk, { params }), api.call(listBulkRefusals, { params, query })]),
  );
  return { bulk, refusals };
};
