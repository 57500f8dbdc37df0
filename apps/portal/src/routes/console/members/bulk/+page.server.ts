import { getApprovalSettings, listMemberBulks, listMemberTags } from '@regulars/contracts';
import { startBulk } from '#lib/bulk/console/bulk-form.server.ts';
import { bulkKinds, bulkStates } from '#lib/bulk/console/bulk-words.ts';
import { listOf } from '#lib/bulk/console/listed-entries.ts';
import { show } from '#lib/server/api.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import type { Actions, PageServerLoad } from './$types';

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
