import { redirect } from '@sveltejs/kit';
import { getClub, setUpClub, setUpLogo } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { clubBody } from '#lib/club/console/settings-body.server.ts';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { typedValues } from '#lib/server/form.ts';
import { requireLink } from '#lib/setup/console/guard.server.ts';
import { atLogo, pictureIn } from '#lib/club/console/logo.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { clubSaved } = await requireLink(event);
  const settings = await show(event.locals.api.call(getClub));
  return {
    settings: clubSaved ? settings : { ...settings, name: '' },
    clubSaved,
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const values = typedValues(form);
    const { body, fields } = clubBody(values, form);
    if (Object.keys(fields).length > 0) return refuseAt('club', values, fields);
    const { name = '', accent = '', languages = [], timeZone = '', reportingCurrency = '' } = body;
    const logo = pictureIn(form);
    return attempt(
      'club',
      values,
      async () => {
        // The picture first: if it is refused, the page must not say that the club was saved.
        if (logo) await api.call(setUpLogo, { bytes: logo });
        await api.call(setUpClub, { body: { name, accent, languages, timeZone, reportingCurrency } });
        forgetClub();
        redirect(303, pathOf('admin'));
      },
      atLogo(),
    );
  },
};
