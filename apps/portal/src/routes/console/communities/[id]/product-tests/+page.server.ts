import { getCommunity, listProductTests } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url: { searchParams } }) => {
  const cursor = searchParams.get('cursor');
  const query = { limit: 50, ...(cursor ? { cursor } : {}) };
  const [community, { data, cursor: after }] = await show(
    Promise.all([api.call(getCommunity, { params }), api.call(listProductTests, { params, query })]),
  );
  return { community, tests: data, next: after.next };
};
