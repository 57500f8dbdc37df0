import { listLocations } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { data } = await show(event.locals.api.call(listLocations, { query: { limit: 200 } }));
  return { locations: data.map(({ code, name }) => ({ code, name })) };
};
