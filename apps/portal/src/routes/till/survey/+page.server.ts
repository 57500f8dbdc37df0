import { redirect } from '@sveltejs/kit';
import { listTabletSurveys } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import { readPlace } from '#lib/till/till/receipt-number.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const { api } = event.locals;
  const place = readPlace(event.cookies.get('till'));
  const known = place && (await show(allLocations(api))).find(({ code }) => code === place.location);
  if (!known) redirect(303, '/till/location');
  const { data } = await show(api.call(listTabletSurveys, { query: { location: known.code } }));
  return { location: known.code, place: known.name, surveys: data };
};
