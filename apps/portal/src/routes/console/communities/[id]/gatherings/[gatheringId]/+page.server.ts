import { cancelGathering, getGathering, replaceGathering } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { gatheringBody, localTimes } from '#lib/gatherings/console/gathering-body.server.ts';
import { locationOptions, zoneOf } from '#lib/gatherings/console/location-options.server.ts';
import { doorActions, guestsOf } from '#lib/gatherings/shared/door.server.ts';
import { placeText, spanText, startText } from '#lib/gatherings/shared/gathering-text.ts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const id = params.gatheringId;
  const [gathering, locations] = await show(
    Promise.all([api.call(getGathering, { params: { id } }), allLocations(api)]),
  );
  // Nobody answers a draft.
  const door = gathering.state === 'draft' ? null : await show(guestsOf(api, id, url));
  return {
    gathering,
    locations: locationOptions(locations),
    local: localTimes(gathering),
    facts: [startText(gathering), spanText(gathering), placeText(gathering)],
    door,
  };
};

const save = openForm('save');
const cancel = form('cancel', { reason: anyText });
const door = doorActions(({ params }) => params.gatheringId ?? '');

export const actions: Actions = {
  ...door,
  save: (event) =>
    submit(event, save, async (values) => {
      const { api, club } = event.locals;
      const zone = await zoneOf(values, api, club?.timeZone);
      const body = faultless(gatheringBody(values, zone));
      const params = { id: event.params.gatheringId };
      await api.call(replaceGathering, { params, body, version: Number(values.version) });
      return null;
    }),
  cancel: (event) =>
    submit(event, cancel, async ({ reason }) => {
      const params = { id: event.params.gatheringId };
      await event.locals.api.call(cancelGathering, { params, body: { reason: reason || null } });
      return null;
    }),
};
