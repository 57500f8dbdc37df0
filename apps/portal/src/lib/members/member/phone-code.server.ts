import { redirect, type RequestEvent } from '@sveltejs/kit';
import { confirmPhone, sendPhoneCode } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { requireMember } from '#lib/server/session.ts';
import { readBy } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

const phoneCode = form('phoneCode', {});
const phoneConfirmed = form('phoneConfirmed', {
  // People type the code as they read it, with spaces.
  code: readBy((typed) => typed.replaceAll(/\s/gu, ''), m.consents_phone_shape, 'read'),
});

const done = 'phone=confirmed';

/** What the profile says after the code was right. */
export const phoneDone = ({ search }: URL): string | null =>
  search === `?${done}` ? m.consents_phone_done() : null;

/** The form actions of `PhoneCode`. */
export const phoneActions = {
  phoneCode: (event: RequestEvent) => {
    requireMember(event);
    return submit(event, phoneCode, () => event.locals.api.call(sendPhoneCode));
  },
  phoneConfirmed: (event: RequestEvent) => {
    requireMember(event);
    return submit(
      event,
      phoneConfirmed,
      async ({ code }) => {
        await event.locals.api.call(confirmPhone, { body: { code } });
        redirect(303, `/club/profile?${done}`);
      },
      { atField: { 'code-wrong': ['code', m.consents_phone_wrong()] } },
    );
  },
};
