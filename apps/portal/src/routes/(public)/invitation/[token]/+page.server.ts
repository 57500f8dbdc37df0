import { redirect } from '@sveltejs/kit';
import { acceptInvitation, currentSession, getInvitation } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { proved } from '#lib/identity/shared/proof.server.ts';
import { homeOf } from '#lib/shell/session.ts';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { invitation: await locals.api.call(getInvitation, { params }), ended: null };
  } catch (thrown) {
    return { invitation: null, ended: await show(endingOf(thrown)) };
  }
};

export const actions: Actions = {
  default: (event) => {
    const { locals, params } = event;
    return proved(event, {
      staff: true,
      show: (body) => locals.api.call(acceptInvitation, { params, body }),
      onDone: async (password) => {
        // Without a new password this browser stays signed in, and has the new role at once.
        const session = password === undefined ? await locals.api.call(currentSession) : locals.session;
        redirect(303, session ? homeOf(session) : '/sign-in');
      },
    });
  },
};
