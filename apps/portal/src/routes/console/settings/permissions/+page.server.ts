import { getPermissionSettings, privacyCountries, setPermissionSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { readBy, ticked } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  permissions: await show(api.call(getPermissionSettings)),
});

/** Empty means the age of the country. */
const age = readBy(
  (text): { chosen: number | null } | null => {
    if (text === '') return { chosen: null };
    return /^1[3-8]$/.test(text) ? { chosen: Number(text) } : null;
  },
  m.permissions_settings_age_wrong,
  'read',
).transform(({ chosen }) => chosen);

const rules = form('rules', {
  ageDe: age,
  ageAt: age,
  ageCz: age,
  existingDe: ticked,
  existingAt: ticked,
  existingCz: ticked,
});

export const actions: Actions = {
  rules: (event) =>
    submit(event, rules, (typed) => {
      const chosen = {
        de: { ageOfConsent: typed.ageDe, existingCustomers: typed.existingDe },
        at: { ageOfConsent: typed.ageAt, existingCustomers: typed.existingAt },
        cz: { ageOfConsent: typed.ageCz, existingCustomers: typed.existingCz },
      };
      const countries = privacyCountries.map((country) => ({ country, ...chosen[country] }));
      return event.locals.api.call(setPermissionSettings, { body: { countries } });
    }),
};
