import { getPrivacySettings, privacyCountries, setPrivacySettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { asNumber, readBy } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  privacy: await show(api.call(getPrivacySettings)),
});

/** A whole number in this range; empty means the default of the country. */
const between = (least: number, most: number) =>
  readBy(
    (text): { chosen: number | null } | null => {
      if (text === '') return { chosen: null };
      const number = /^\d{1,4}$/.test(text) ? Number(text) : -1;
      return number >= least && number <= most ? { chosen: number } : null;
    },
    () => m.closing_settings_wrong({ least, most }),
    'read',
  ).transform(({ chosen }) => chosen);

const retention = form('retention', {
  version: asNumber,
  country: readBy(
    (typed) => ({ chosen: privacyCountries.find((code) => code === typed) ?? null }),
    m.common_field_wrong,
    'read',
  ).transform(({ chosen }) => chosen),
  profileDays: between(1, 3650),
  consentProofYears: between(0, 30),
  bookkeepingYears: between(0, 30),
});

export const actions: Actions = {
  retention: (event) =>
    submit(event, retention, ({ version, ...body }) =>
      event.locals.api.call(setPrivacySettings, { body, version }),
    ),
};
