import { listLocations } from '@regulars/contracts';
import { loadOpening } from '#lib/mailing/console/opening.server.ts';
import { show } from '#lib/server/api.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const [{ data }, opening] = await Promise.all([
    show(api.call(listLocations, { query: { limit: 200 } })),
    loadOpening(api, event.url.origin),
  ]);
  return { locations: data.map(({ code, name }) => ({ code, name })), opening };
};
