import { redirect } from '@sveltejs/kit';
import { getAccountOpening, openAccount } from '@regulars/contracts';
import { endedReply, endingOf } from '#lib/identity/shared/link.server.ts';
import { passwordFault } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const endings = ['member-not-active', 'already-taken'];

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { opening: await locals.api.call(getAccountOpening, { params }), ended: null };
  } catch (thrown) {
    return { opening: null, ended: await show(endingOf(thrown, endings)) };
  }
};

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const { password } = values;
    const fields: Record<string, string> = {};
    const fault = password === undefined ? undefined : passwordFault(password);
    if (fault) fields.password = fault;
    if (values.asked === 'terms' && values.terms !== 'on') fields.terms = m.public_join_terms_needed();
    if (Object.keys(fields).length > 0) return refuse(values, fields);
    const consents = values.terms === 'on' ? [{ purpose: 'terms' as const, granted: true }] : [];
    try {
      await locals.api.call(openAccount, { params, body: { password, consents } });
    } catch (thrown) {
      return endedReply(thrown, endings) ?? refusalOf(thrown, values, { names: { consents: 'terms' } });
    }
    redirect(303, '/club');
  },
};
