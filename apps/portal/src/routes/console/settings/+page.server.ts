import { getClub, putLogo, removeLogo, updateClub } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { clubBody, policyBody } from '#lib/club/console/settings-body.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import { forgetClub } from '#lib/server/club.ts';
import { atLogo, pictureIn } from '#lib/club/console/logo.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  settings: await show(api.call(getClub)),
  timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
});

export const actions: Actions = {
  club: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const values = typedValues(form);
    const { body, fields } = clubBody(values, form);
    if (Object.keys(fields).length > 0) return refuseAt('club', values, fields);
    return attempt('club', values, () =>
      api.call(updateClub, { body, version: Number(values.version) }).then(forgetClub),
    );
  },
  logo: async ({ request, locals: { api } }) => {
    const logo = pictureIn(await request.formData());
    if (!logo) return refuseAt('logo', {}, { logo: m.setup_club_logo_none() });
    return attempt('logo', {}, () => api.call(putLogo, { bytes: logo }).then(forgetClub), atLogo());
  },
  removeLogo: async ({ locals: { api } }) => attempt('logo', {}, () => api.call(removeLogo).then(forgetClub)),
  points: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const { body, fields } = policyBody(values, await show(api.call(getClub)));
    if (Object.keys(fields).length > 0) return refuseAt('points', values, fields);
    return attempt('points', values, () => api.call(updateClub, { body, version: Number(values.version) }));
  },
};
