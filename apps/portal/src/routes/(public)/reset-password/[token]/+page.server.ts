import { resetPassword } from '@regulars/contracts';
import { endedReply } from '#lib/account/link.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const values = typedValues(await request.formData());
    const password = values.password ?? '';
    if (password.length < 8) return refuse(values, { password: m.common_password_hint() });
    try {
      await locals.api.call(resetPassword, { params, body: { password } });
    } catch (thrown) {
      return endedReply(thrown) ?? refusalOf(thrown, values);
    }
    return { done: true };
  },
};
