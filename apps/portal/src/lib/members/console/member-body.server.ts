import { isLanguage } from '#lib/shell/languages.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Language } from '@regulars/contracts';

const languageOf = (typed: string | undefined): Language => (isLanguage(typed) ? typed : getLocale());

type Values = Record<string, string>;

/** For a new member: leaves out empty fields. */
export const newMemberBody = (values: Values) => ({
  firstName: values.firstName || undefined,
  lastName: values.lastName || undefined,
  email: values.email || undefined,
  phone: values.phone || undefined,
  birthday: values.birthday || undefined,
  externalId: values.externalId || undefined,
  language: languageOf(values.language),
});

/** For an edit: removes emptied fields. */
export const changedMemberBody = (values: Values) => ({
  firstName: values.firstName || null,
  lastName: values.lastName || null,
  email: values.email || null,
  phone: values.phone || null,
  birthday: values.birthday || null,
  externalId: values.externalId || null,
  language: languageOf(values.language),
});
