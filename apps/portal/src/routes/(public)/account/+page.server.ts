import { listOwnSessions } from '@regulars/contracts';
import { changeOwnPassword, endOther } from '#lib/identity/shared/own-account.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import { requireSession } from '#lib/server/session.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { account } = requireSession(event);
  const { data } = await show(event.locals.api.call(listOwnSessions));
  return { email: account.email, sessions: data };
};

async function typed(event: RequestEvent): Promise<Record<string, string>> {
  requireSession(event);
  return typedValues(await event.request.formData());
}

export const actions: Actions = {
  password: async (event) => changeOwnPassword(event, await typed(event)),
  endSession: async (event) => endOther(event, await typed(event)),
};
