import { redirect } from '@sveltejs/kit';
import { operationOf, setUpAdmin } from '@regulars/contracts';
import { newStaffPassword } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { requireLink } from '#lib/setup/console/guard.server.ts';
import { pathOf } from '#lib/setup/console/steps.ts';
import { field } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { clubSaved } = await requireLink(event);
  if (!clubSaved) redirect(303, pathOf('club'));
};

const own = operationOf(setUpAdmin).body.shape;
const admin = form('admin', {
  displayName: field(own.displayName, m.account_name_wrong),
  email: field(own.email, m.common_field_email),
  password: newStaffPassword,
});

export const actions: Actions = {
  default: (event) =>
    submit(event, admin, async (body) => {
      await event.locals.api.call(setUpAdmin, { body: { ...body, language: getLocale() } });
      redirect(303, pathOf('locations'));
    }),
};
