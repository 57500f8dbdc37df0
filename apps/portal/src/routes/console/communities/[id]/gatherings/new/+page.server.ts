import { redirect } from '@sveltejs/kit';
import { createGathering, getCommunity } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { gatheringBody } from '#lib/gatherings/console/gathering-body.server.ts';
import { locationOptions, zoneOf } from '#lib/gatherings/console/location-options.server.ts';
import { show } from '#lib/server/api.ts';
import { localOf } from '#lib/server/local-time.server.ts';
import { faultless, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const day = 86_400_000;
const twoHours = 7_200_000;

export const load: PageServerLoad = async ({ locals: { api, club }, params }) => {
  const [community, locations] = await show(
    Promise.all([api.call(getCommunity, { params }), allLocations(api)]),
  );
  // A week from now, at a full hour.
  const hour = 3_600_000;
  const starts = Math.ceil(Date.now() / hour) * hour + 7 * day;
  const zone = club?.timeZone ?? 'UTC';
  const at = (moment: number): string => localOf(new Date(moment).toISOString(), zone);
  return {
    community,
    locations: locationOptions(locations),
    local: { startsAt: at(starts), endsAt: at(starts + twoHours), answersUntil: '' },
  };
};

const save = openForm('save');

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (values) => {
      const { params } = event;
      const { api, club } = event.locals;
      const zone = await zoneOf(values, api, club?.timeZone);
      const body = faultless(gatheringBody(values, zone));
      const { id } = await api.call(createGathering, { params, body });
      redirect(303, `/console/communities/${params.id}/gatherings/${id}`);
    }),
};
