import { listMemberBulks } from '@regulars/contracts';
import { bulkKinds, bulkStates } from '#lib/bulk/console/bulk-words.ts';
import { show } from '#lib/server/api.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { searchParams } = url;
  const kind = bulkKinds.find((one) => one === searchParams.get('kind'));
  const state = bulkStates.find((one) => one === searchParams.get('state'));
  const cursor = searchParams.get('cursor');
  const query = {
    limit: 40,
    ...sortQuery(url, ['created', 'members', 'by', 'state']),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(cursor ? { cursor } : {}),
  };
  return { bulks: await show(api.call(listMemberBulks, { query })) };
};
