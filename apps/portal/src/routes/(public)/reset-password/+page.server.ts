import { requestPasswordReset } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
  email: url.searchParams.get('email')?.slice(0, 254) ?? '',
});

export const actions: Actions = {
  default: async ({ request, locals }) => {
    const values = typedValues(await request.formData());
    if (!values.email) return refuse(values, { email: m.common_field_required() });
    try {
      await locals.api.call(requestPasswordReset, { body: { email: values.email } });
    } catch (thrown) {
      return refusalOf(thrown, values);
    }
    return { sentTo: values.email };
  },
};
