import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { openTasks } from '#lib/tasks/shared/tasks.server.ts';
import { readPlace } from '#lib/till/till/receipt-number.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const session = requireRole(event, sellers);
  const data = await show(allLocations(event.locals.api));
  const locations = data
    .filter(
      ({ id, active }) => active && (session.locationIds.length === 0 || session.locationIds.includes(id)),
    )
    .map(({ code, name, currency, address, taxRates }) => ({ code, name, currency, address, taxRates }));
  const chosen = readPlace(event.cookies.get('till'));
  const location = locations.find(({ code }) => code === chosen?.location);
  const place =
    chosen && location
      ? { ...chosen, name: location.name, currency: location.currency, taxRates: location.taxRates }
      : null;
  return { session, locations, place, openTasks: await openTasks(event.locals.api) };
};
