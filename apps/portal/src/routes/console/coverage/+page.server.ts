import { facts, isFactName } from '@regulars/conditions';
import { getCoverage } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

/** The names of facts are worded here, so that the page does not load all of them. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [coverage, locations] = await show(Promise.all([api.call(getCoverage), allLocations(api)]));
  return {
    coverage: {
      ...coverage,
      known: coverage.known.map(({ fact, members }) => ({
        fact,
        members,
        name: isFactName(fact) ? facts[fact].texts[getLocale()] : fact,
      })),
    },
    places: locations.map(({ id, name }) => ({ id, name })),
    now: Date.now(),
  };
};
