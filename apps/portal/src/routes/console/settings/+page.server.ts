import { getClub, putLogo, removeLogo, updateClub } from '@regulars/contracts';
import { clubFields, policyBody } from '#lib/club/console/settings-body.server.ts';
import { unratedOf } from '#lib/club/console/tax-rates.server.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { forgetClub } from '#lib/server/club.ts';
import { atLogo } from '#lib/club/console/logo.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { asNumber, pictureFile } from '#lib/server/fields.ts';
import { Faults, faultless, form, openForm, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [settings, locations] = await show(Promise.all([api.call(getClub), allLocations(api)]));
  return {
    settings,
    unrated: unratedOf(settings, locations),
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
  };
};

const club = form('club', { version: asNumber, ...clubFields });
const logo = form('logo', { logo: pictureFile });
const removal = form('logo', {});
// Which fields count depends on the chosen expiry.
const points = openForm('points');

export const actions: Actions = {
  club: (event) =>
    submit(event, club, ({ version, ...body }) =>
      event.locals.api.call(updateClub, { body, version }).then(forgetClub),
    ),
  logo: (event) =>
    submit(
      event,
      logo,
      ({ logo: bytes }) => {
        if (!bytes) throw new Faults({ logo: m.setup_club_logo_none() });
        return event.locals.api.call(putLogo, { bytes }).then(forgetClub);
      },
      atLogo(),
    ),
  removeLogo: (event) => submit(event, removal, () => event.locals.api.call(removeLogo).then(forgetClub)),
  points: (event) =>
    submit(event, points, async (values) => {
      const { api } = event.locals;
      const body = faultless(policyBody(values, await api.call(getClub)));
      return api.call(updateClub, { body, version: Number(values.version) }).then(forgetClub);
    }),
};
