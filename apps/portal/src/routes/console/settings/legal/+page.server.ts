import {
  getLegalDraft,
  getLegalSettings,
  getTermsAcceptance,
  legalKinds,
  listLegalTexts,
  listLegalVersions,
  operationOf,
  setLegalSettings,
} from '@regulars/contracts';
import { noticeDays, settingsCountry } from '#lib/legal/console/settings.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { asNumber, field } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const kinds = legalKinds.map((kind) =>
    Promise.all([
      api.call(getLegalDraft, { params: { kind } }),
      api.call(listLegalVersions, { params: { kind }, query: { limit: 200 } }),
    ]),
  );
  const [settings, acceptance, published, all] = await show(
    Promise.all([
      api.call(getLegalSettings),
      api.call(getTermsAcceptance),
      api.call(listLegalTexts),
      Promise.all(kinds),
    ]),
  );
  return {
    settings,
    acceptance: acceptance.data,
    texts: all.map(([draft, versions]) => ({
      kind: draft.kind,
      written: Object.keys(draft.content).length > 0,
      marks: draft.marks.length,
      current: published.data.find(({ kind }) => kind === draft.kind) ?? null,
      coming: versions.data.find(({ state }) => state === 'coming') ?? null,
    })),
  };
};

const { shape: own } = operationOf(setLegalSettings).body;
const club = form('legal', {
  version: asNumber,
  country: settingsCountry,
  noticeDays,
  operator: field(own.operator),
  address: field(own.address),
  email: field(own.email, m.common_field_email),
  phone: field(own.phone),
  register: field(own.register),
  taxId: field(own.taxId),
  authority: field(own.authority),
});

export const actions: Actions = {
  legal: (event) =>
    submit(event, club, ({ version, ...body }) => event.locals.api.call(setLegalSettings, { body, version })),
};
