import { getOwnPoints, listOwnActivity } from '@regulars/contracts';
import { listed } from '#lib/server/listed.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [{ items, moreHref }, { expiring, pendingUntil }] = await Promise.all([
    listed(url, (query) => show(api.call(listOwnActivity, { query }))),
    show(api.call(getOwnPoints)),
  ]);
  return { items, moreHref, expiring, pendingUntil };
};
