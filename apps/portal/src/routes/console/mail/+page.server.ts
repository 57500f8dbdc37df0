import { listMails } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    mails: await show(
      locals.api.call(listMails, {
        query: { limit: 50, ...sortQuery(url, ['sent', 'title', 'to']), ...(cursor ? { cursor } : {}) },
      }),
    ),
  };
};
