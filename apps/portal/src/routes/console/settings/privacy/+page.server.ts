import { getPrivacySettings, privacyCountries, setPrivacySettings } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  privacy: await show(api.call(getPrivacySettings)),
});

/** Null for nothing typed; undefined for what is no number within these. */
const numberIn = (typed: string | undefined, least: number, most: number): number | null | undefined => {
  const text = (typed ?? '').trim();
  if (text === '') return null;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  return number >= least && number <= most ? number : undefined;
};

export const actions: Actions = {
  retention: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const profileDays = numberIn(values.profileDays, 1, 3650);
    const consentProofYears = numberIn(values.consentProofYears, 0, 30);
    const bookkeepingYears = numberIn(values.bookkeepingYears, 0, 30);
    const fields: Record<string, string> = {
      ...(profileDays === undefined
        ? { profileDays: m.closing_settings_wrong({ least: 1, most: 3650 }) }
        : {}),
      ...(consentProofYears === undefined
        ? { consentProofYears: m.closing_settings_wrong({ least: 0, most: 30 }) }
        : {}),
      ...(bookkeepingYears === undefined
        ? { bookkeepingYears: m.closing_settings_wrong({ least: 0, most: 30 }) }
        : {}),
    };
    if (profileDays === undefined || consentProofYears === undefined || bookkeepingYears === undefined)
      return refuseAt('retention', values, fields);
    const country = privacyCountries.find((code) => code === values.country) ?? null;
    const body = { country, profileDays, consentProofYears, bookkeepingYears };
    return attempt('retention', values, () => api.call(setPrivacySettings, { body }));
  },
};
