import { confirmEmailChange, getEmailChange } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { proved } from '#lib/identity/shared/proof.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { link: await locals.api.call(getEmailChange, { params }), ended: null };
  } catch (thrown) {
    return { link: null, ended: await show(endingOf(thrown)) };
  }
};

// Only pressing the button confirms, because mail scanners open every link.
export const actions: Actions = {
  default: (event) => {
    const { locals, params } = event;
    return proved(event, {
      show: (body) => locals.api.call(confirmEmailChange, { params, body }),
      taken: m.staff_change_taken(),
    });
  },
};
