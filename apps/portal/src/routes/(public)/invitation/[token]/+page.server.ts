import { redirect } from '@sveltejs/kit';
import { acceptInvitation, getInvitation, signIn } from '@regulars/contracts';
import { endedReply, endingOf } from '#lib/account/link.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import { homeOf } from '#lib/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { invitation: await locals.api.call(getInvitation, { params }), ended: null };
  } catch (thrown) {
    return { invitation: null, ended: await show(endingOf(thrown)) };
  }
};

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const { email = '', password } = values;
    if (password !== undefined && password.length < 8)
      return refuse(values, { password: m.common_password_hint() });
    try {
      await locals.api.call(acceptInvitation, { params, body: password === undefined ? {} : { password } });
      if (password === undefined) return { done: true };
      locals.session = await locals.api.call(signIn, { body: { email, password } });
    } catch (thrown) {
      return endedReply(thrown) ?? refusalOf(thrown, values);
    }
    redirect(303, homeOf(locals.session));
  },
};
