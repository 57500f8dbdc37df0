import { redirect } from '@sveltejs/kit';
import { signIn } from '@regulars/contracts';
import { cookieName } from '#lib/paraglide/runtime.js';
import { ownPath } from '#lib/shell/own-path.ts';
import { someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { choiceLifetime, homeOf } from '#lib/shell/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const target = ownPath(url.searchParams.get('continue'));
  // A signed-in person sent here by a guard lacks the role and can sign in with another account.
  if (locals.session && !target) redirect(303, homeOf(locals.session));
  return { target, other: Boolean(locals.session), nobody: !locals.session && !locals.refusal };
};

const signingIn = form('sign-in', { email: someText, password: someText });

export const actions: Actions = {
  default: (event) =>
    submit(event, signingIn, async (body) => {
      const { locals, url, cookies } = event;
      const session = await locals.api.call(signIn, { body });
      locals.session = session;
      // A choice in this browser takes precedence over the account's language.
      if (!cookies.get(cookieName)) {
        cookies.set(cookieName, session.account.language, {
          path: '/',
          maxAge: choiceLifetime,
          httpOnly: false,
        });
      }
      redirect(303, ownPath(url.searchParams.get('continue')) ?? homeOf(session));
    }),
};
