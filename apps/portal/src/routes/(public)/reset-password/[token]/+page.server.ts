import { resetPassword } from '@regulars/contracts';
import { endedReply } from '#lib/identity/shared/link.server.ts';
import { passwordFault } from '#lib/identity/shared/password.server.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const password = values.password ?? '';
    const fault = passwordFault(password);
    if (fault) return refuse(values, { password: fault });
    try {
      await locals.api.call(resetPassword, { params, body: { password } });
    } catch (thrown) {
      return endedReply(thrown) ?? refusalOf(thrown, values);
    }
    return { done: true };
  },
};
