import { listMails } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return {
    mails: await show(locals.api.call(listMails, { query: { limit: 50, ...(cursor ? { cursor } : {}) } })),
  };
};
