import { redirect } from '@sveltejs/kit';
import { setUpAdmin } from '@regulars/contracts';
import { passwordFault } from '#lib/identity/shared/password.server.ts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { typedValues } from '#lib/server/form.ts';
import { requireLink } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { clubSaved } = await requireLink(event);
  if (!clubSaved) redirect(303, pathOf('club'));
};

export const actions: Actions = {
  default: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const { displayName = '', email = '', password = '' } = values;
    const fields = missingIn(values, ['displayName', 'email', 'password']);
    const fault = password ? passwordFault(password, true) : undefined;
    if (fault) fields.password = fault;
    const { password: _, ...shown } = values;
    if (Object.keys(fields).length > 0) return refuseAt('admin', shown, fields);
    return attempt('admin', values, async () => {
      await api.call(setUpAdmin, { body: { displayName, email, password, language: getLocale() } });
      redirect(303, pathOf('locations'));
    });
  },
};
