import { confirmEmailChange } from '@regulars/contracts';
import { endedReply } from '#lib/account/link.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf } from '#lib/server/form.ts';
import type { Actions } from './$types';

// Only a press of the button confirms: programs that look through mails open every link in them.
export const actions: Actions = {
  default: async ({ locals, params }) => {
    try {
      await locals.api.call(confirmEmailChange, { params });
    } catch (thrown) {
      return (
        endedReply(thrown) ??
        refusalOf(thrown, {}, { atField: { 'already-taken': ['email', m.staff_change_taken()] } })
      );
    }
    return { done: true };
  },
};
