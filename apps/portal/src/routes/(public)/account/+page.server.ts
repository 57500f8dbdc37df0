import { listOwnSessions } from '@regulars/contracts';
import { changeOwnPassword, endOther } from '#lib/identity/shared/own-account.server.ts';
import { show } from '#lib/server/api.ts';
import { requireSession } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { account } = requireSession(event);
  const { data } = await show(event.locals.api.call(listOwnSessions));
  return { email: account.email, sessions: data };
};

export const actions: Actions = {
  password: (event) => {
    requireSession(event);
    return changeOwnPassword(event);
  },
  endSession: (event) => {
    requireSession(event);
    return endOther(event);
  },
};
