import type { RequestEvent } from '@sveltejs/kit';
import { changePassword, endOwnSession } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { ownPasswordFault } from './password.server.ts';

const password = form('password', { currentPassword: someText, nextPassword: someText });
const endSession = form('endSession', { session: anyText });

export const changeOwnPassword = (event: RequestEvent) => {
  const { api, session } = event.locals;
  return submit(
    event,
    password,
    async ({ currentPassword: current, nextPassword: next }) => {
      const nextPassword = ownPasswordFault(next, session);
      if (nextPassword) throw new Faults({ nextPassword });
      await api.call(changePassword, { body: { current, next } });
      return m.member_profile_password_saved();
    },
    {
      names: { current: 'currentPassword', next: 'nextPassword' },
      atField: { 'wrong-credentials': ['currentPassword', m.member_profile_password_wrong()] },
    },
  );
};

export const endOther = (event: RequestEvent) =>
  submit(event, endSession, async ({ session }) => {
    await event.locals.api.call(endOwnSession, { params: { id: session } });
    return m.member_profile_session_ended();
  });
