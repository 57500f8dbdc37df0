import { privacyCountries } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { readBy } from '#lib/server/fields.ts';

/** Empty means by the time zone. */
export const settingsCountry = readBy(
  (typed) => ({ chosen: privacyCountries.find((code) => code === typed) ?? null }),
  m.common_field_wrong,
  'read',
).transform(({ chosen }) => chosen);

/** Empty means the default of the country. */
export const noticeDays = readBy(
  (typed): { chosen: number | null } | null => {
    if (typed === '') return { chosen: null };
    const days = /^\d{1,3}$/u.test(typed) ? Number(typed) : 366;
    return days <= 365 ? { chosen: days } : null;
  },
  m.legal_settings_notice_wrong,
  'read',
).transform(({ chosen }) => chosen);
