import { redirect } from '@sveltejs/kit';
import { signIn } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName } from '#lib/paraglide/runtime.js';
import { ownPath } from '#lib/shell/own-path.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import { choiceLifetime, homeOf } from '#lib/shell/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const target = ownPath(url.searchParams.get('continue'));
  // A signed-in person sent here by a guard lacks the role and can sign in with another account.
  if (locals.session && !target) redirect(303, homeOf(locals.session));
  return { target, other: Boolean(locals.session) };
};

export const actions: Actions = {
  default: async ({ request, locals, url, cookies }) => {
    const values = typedValues(await request.formData());
    const fields: Record<string, string> = {};
    if (!values.email) fields.email = m.common_field_required();
    if (!values.password) fields.password = m.common_field_required();
    if (!values.email || !values.password) return refuse(values, fields);
    try {
      const session = await locals.api.call(signIn, {
        body: { email: values.email, password: values.password },
      });
      locals.session = session;
      // A choice in this browser takes precedence over the account's language.
      if (!cookies.get(cookieName)) {
        cookies.set(cookieName, session.account.language, {
          path: '/',
          maxAge: choiceLifetime,
          httpOnly: false,
        });
      }
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
    redirect(303, ownPath(url.searchParams.get('continue')) ?? homeOf(locals.session));
  },
};
