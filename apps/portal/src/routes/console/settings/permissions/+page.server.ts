import {
  getClub,
  getPermissionSettings,
  mostSurveyRestDays,
  privacyCountries,
  setPermissionSettings,
  updateClub,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { forgetClub } from '#lib/server/club.ts';
import { asNumber, readBy, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const { version, surveyRestDays } = await show(api.call(getClub));
  return { permissions: await show(api.call(getPermissionSettings)), rest: { version, surveyRestDays } };
};

/** A whole number in this range; null if empty. */
const between = (least: number, most: number, wrong: () => string) =>
  readBy(
    (text): { chosen: number | null } | null => {
      if (text === '') return { chosen: null };
      const number = /^\d{1,3}$/.test(text) ? Number(text) : -1;
      return number >= least && number <= most ? { chosen: number } : null;
    },
    wrong,
    'read',
  ).transform(({ chosen }) => chosen);

/** Empty means the age of the country. */
const age = between(13, 18, m.permissions_settings_age_wrong);

const hour = between(0, 23, m.permissions_settings_quiet_wrong);

const rules = form('rules', {
  version: asNumber,
  mostPerWeek: between(1, 100, m.permissions_settings_most_wrong),
  quietFrom: hour,
  quietUntil: hour,
  ageDe: age,
  ageAt: age,
  ageCz: age,
  existingDe: ticked,
  existingAt: ticked,
  existingCz: ticked,
});

const days = (typed: string): number | null => {
  const number = /^\d{1,3}$/u.test(typed) ? Number(typed) : 0;
  return number >= 1 && number <= mostSurveyRestDays ? number : null;
};
const rest = form('rest', {
  version: asNumber,
  surveyRestDays: readBy(days, () => m.permissions_settings_rest_wrong({ most: mostSurveyRestDays })),
});

export const actions: Actions = {
  rest: (event) =>
    submit(event, rest, ({ version, surveyRestDays }) =>
      event.locals.api.call(updateClub, { body: { surveyRestDays }, version }).then(forgetClub),
    ),

  rules: (event) =>
    submit(event, rules, (typed) => {
      const { quietFrom: from, quietUntil: until, mostPerWeek } = typed;
      if ((from === null) !== (until === null))
        throw new Faults({ quietUntil: m.permissions_settings_quiet_wrong() });
      const quietHours = from === null || until === null ? null : { from, until };
      const chosen = {
        de: { ageOfConsent: typed.ageDe, existingCustomers: typed.existingDe },
        at: { ageOfConsent: typed.ageAt, existingCustomers: typed.existingAt },
        cz: { ageOfConsent: typed.ageCz, existingCustomers: typed.existingCz },
      };
      const countries = privacyCountries.map((country) => ({ country, ...chosen[country] }));
      const body = { countries, quietHours, mostPerWeek };
      return event.locals.api.call(setPermissionSettings, { body, version: typed.version });
    }),
};
