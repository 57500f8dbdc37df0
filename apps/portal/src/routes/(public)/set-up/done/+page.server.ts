import { loadOpening } from '#lib/mailing/console/opening.server.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const [locations, opening] = await Promise.all([
    show(allLocations(api)),
    loadOpening(api, event.url.origin),
  ]);
  return { locations: locations.map(({ code, name }) => ({ code, name })), opening };
};
