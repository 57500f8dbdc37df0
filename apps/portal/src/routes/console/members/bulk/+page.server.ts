import { getApprovalSettings, listMemberBulks, listMemberTags } from '@regulars/contracts';
import { startBulk } from '#lib/bulk/console/bulk-form.server.ts';
import { bulkFilters } from '#lib/bulk/console/bulk-filters.server.ts';
import { listOf } from '#lib/bulk/console/listed-entries.ts';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 40, ...bulkFilters(url), ...(cursor ? { cursor } : {}) };
  const [bulks, tags, settings] = await show(
    Promise.all([
      api.call(listMemberBulks, { query }),
      api.call(listMemberTags),
      api.call(getApprovalSettings),
    ]),
  );
  return {
    bulks,
    tags: tags.data.map(({ tag }) => tag),
    limit: settings.limits.points,
    // The same key for the same showing of the page: a bulk change sent twice is done once.
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  bulk: (event) => startBulk(event, ({ list }) => ({ members: { list: listOf(list) } })),
};
