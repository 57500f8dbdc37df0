import { resetPassword } from '@regulars/contracts';
import { orEnded } from '#lib/identity/shared/link.server.ts';
import { newPassword } from '#lib/identity/shared/password.server.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions } from './$types';

const reset = form('reset', { password: newPassword });

export const actions: Actions = {
  default: (event) =>
    submit(event, reset, (body) =>
      orEnded(event.locals.api.call(resetPassword, { params: event.params, body })),
    ),
};
