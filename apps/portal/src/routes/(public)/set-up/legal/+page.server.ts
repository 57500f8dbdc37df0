import { redirect } from '@sveltejs/kit';
import {
  getLegalDraft,
  getLegalSettings,
  legalKinds,
  listLegalTemplates,
  operationOf,
  saveLegalDraft,
  setLegalSettings,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { field } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const drafts = legalKinds.map((kind) => api.call(getLegalDraft, { params: { kind } }));
  const [settings, texts] = await show(Promise.all([api.call(getLegalSettings), Promise.all(drafts)]));
  const written = texts.filter(({ content }) => Object.keys(content).length > 0);
  return { settings, texts: written.map(({ kind, marks }) => ({ kind, marks: marks.length })) };
};

const { shape: own } = operationOf(setLegalSettings).body;
const facts = form('legal', {
  operator: field(own.operator),
  address: field(own.address),
  email: field(own.email, m.common_field_email),
  phone: field(own.phone),
});

/** A text that someone began stays as it is. */
async function beginDrafts(api: Api): Promise<void> {
  const { data } = await api.call(listLegalTemplates);
  for (const { kind, content } of data) {
    const { version, content: written } = await api.call(getLegalDraft, { params: { kind } });
    if (Object.keys(written).length === 0)
      await api.call(saveLegalDraft, { params: { kind }, version, body: { content } });
  }
}

export const actions: Actions = {
  default: (event) =>
    submit(event, facts, async (typed) => {
      requireAdmin(event);
      const { api } = event.locals;
      const { effective: _, version, ...chosen } = await api.call(getLegalSettings);
      await api.call(setLegalSettings, { body: { ...chosen, ...typed }, version });
      await beginDrafts(api);
      redirect(303, pathOf('done'));
    }),
};
