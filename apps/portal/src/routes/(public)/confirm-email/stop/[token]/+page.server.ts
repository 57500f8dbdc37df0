import { stopEmailChange } from '@regulars/contracts';
import { endedReply } from '#lib/identity/shared/link.server.ts';
import { refusalOf } from '#lib/server/form.ts';
import type { Actions } from './$types';

// Only pressing the button stops it, because mail scanners open every link.
export const actions: Actions = {
  default: async ({ locals, params }) => {
    try {
      await locals.api.call(stopEmailChange, { params });
    } catch (thrown) {
      return endedReply(thrown) ?? refusalOf(thrown, {});
    }
    return { done: true };
  },
};
