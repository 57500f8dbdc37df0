import { redirect } from '@sveltejs/kit';
import { getMe, requestEmailChange, sendEmailConfirmation } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { session, api }, url }) => {
  if (!session) redirect(303, `/sign-in?continue=${encodeURIComponent(url.pathname)}`);
  const member = session.member ? (await show(api.call(getMe))).member : null;
  return { email: session.account.email, confirmed: member ? member.emailConfirmed : null };
};

export const actions: Actions = {
  send: async ({ locals }) => {
    try {
      await locals.api.call(sendEmailConfirmation);
    } catch (thrown) {
      return refusalOf(thrown, {});
    }
    return { sentTo: locals.session?.account.email ?? '' };
  },
  change: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    const { email = '', password = '' } = values;
    const fields: Record<string, string> = {};
    if (!email) fields.email = m.common_field_required();
    if (!password) fields.password = m.common_field_required();
    if (!email || !password) return refuse(values, fields);
    try {
      await locals.api.call(requestEmailChange, { body: { email, password } });
    } catch (thrown) {
      return refusalOf(thrown, values, {
        atField: {
          'wrong-credentials': ['password', m.staff_email_password_wrong()],
        },
      });
    }
    return { sentTo: email };
  },
};
