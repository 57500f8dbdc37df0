import { redirect } from '@sveltejs/kit';
import { getMe, requestEmailChange, sendEmailConfirmation } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { session, api }, url }) => {
  if (!session) redirect(303, `/sign-in?continue=${encodeURIComponent(url.pathname)}`);
  const member = session.member ? (await show(api.call(getMe))).member : null;
  return { email: session.account.email, confirmed: member ? member.emailConfirmed : null };
};

const send = form('send', {});
const change = form('change', { email: someText, password: someText });

export const actions: Actions = {
  send: (event) =>
    submit(event, send, async () => {
      const { api, session } = event.locals;
      await api.call(sendEmailConfirmation);
      return { sentTo: session?.account.email ?? '' };
    }),
  change: (event) =>
    submit(
      event,
      change,
      async (body) => {
        await event.locals.api.call(requestEmailChange, { body });
        return { sentTo: body.email };
      },
      { atField: { 'wrong-credentials': ['password', m.staff_email_password_wrong()] } },
    ),
};
