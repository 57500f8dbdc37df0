import type { RequestEvent } from '@sveltejs/kit';
import { sendEmailConfirmation } from '@regulars/contracts';
import { requireMember } from '#lib/server/session.ts';
import { form, submit } from '#lib/server/submit.ts';

const confirmation = form('confirmation', {});

/** The form action of `EmailHint`. */
export const sendConfirmation = (event: RequestEvent) => {
  requireMember(event);
  return submit(event, confirmation, () => event.locals.api.call(sendEmailConfirmation));
};
