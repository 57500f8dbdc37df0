import { redirect } from '@sveltejs/kit';
import { getClub, setUpClub, setUpLogo } from '@regulars/contracts';
import { lookFields } from '#lib/club/console/settings-body.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { pictureFile } from '#lib/server/fields.ts';
import { requireLink } from '#lib/setup/console/guard.server.ts';
import { atLogo } from '#lib/club/console/logo.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

/** A proposal: the shop is most likely where its language is spoken. */
const usualCurrencies = { de: 'EUR', en: 'EUR', cs: 'CZK' } as const;

export const load: PageServerLoad = async (event) => {
  const { clubSaved } = await requireLink(event);
  const settings = await show(event.locals.api.call(getClub));
  return {
    settings: clubSaved
      ? settings
      : { ...settings, name: '', reportingCurrency: usualCurrencies[getLocale()] },
    clubSaved,
    timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
  };
};

const club = form('club', { ...lookFields, logo: pictureFile });

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      club,
      async ({ logo, ...body }) => {
        const { api } = event.locals;
        // The picture first: if it is refused, the page must not say that the club was saved.
        if (logo) await api.call(setUpLogo, { bytes: logo });
        await api.call(setUpClub, { body });
        forgetClub();
        redirect(303, pathOf('admin'));
      },
      atLogo(),
    ),
};
