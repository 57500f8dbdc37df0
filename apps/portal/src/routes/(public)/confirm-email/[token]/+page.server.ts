import { confirmEmail, getEmailConfirmation } from '@regulars/contracts';
import { endingOf } from '#lib/identity/shared/link.server.ts';
import { proved } from '#lib/identity/shared/proof.server.ts';
import { show } from '#lib/server/api.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  try {
    return { link: await locals.api.call(getEmailConfirmation, { params }), ended: null };
  } catch (thrown) {
    return { link: null, ended: await show(endingOf(thrown)) };
  }
};

// Only pressing the button confirms, because mail scanners open every link.
export const actions: Actions = {
  default: (event) => {
    const { locals, params } = event;
    return proved(event, {
      show: (body, { bringTogether }) =>
        locals.api.call(confirmEmail, { params, body: { ...body, bringTogether: bringTogether === 'on' } }),
    });
  },
};
