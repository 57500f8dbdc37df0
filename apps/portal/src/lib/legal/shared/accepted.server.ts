import { m } from '#lib/paraglide/messages.js';
import type { Api } from '#lib/server/api.ts';
import { anyText, readBy } from '#lib/server/fields.ts';
import { loadLegal } from '#lib/server/legal.ts';

/** The field of the terms: required if the club has published terms. */
export const termsFields = async (api: Api) => {
  const asked = (await loadLegal(api)).some(({ kind }) => kind === 'terms');
  return {
    terms: readBy((typed) => !asked || typed === 'on' || null, m.public_join_terms_needed, 'read'),
    termsVersion: anyText,
  };
};

/** What the page showed, as the API takes it. */
export const acceptedOf = (termsVersion: string): { acceptedTerms?: { version: number } } =>
  /^[1-9]\d{0,5}$/u.test(termsVersion) ? { acceptedTerms: { version: Number(termsVersion) } } : {};
