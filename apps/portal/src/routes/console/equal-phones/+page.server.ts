import { listEqualPhones } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 20, ...(cursor ? { cursor } : {}) };
  return { phones: await show(api.call(listEqualPhones, { query })) };
};
