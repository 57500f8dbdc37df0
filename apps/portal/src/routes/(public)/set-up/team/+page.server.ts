import { inviteFirstCashier, listStaff } from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { isLanguage } from '#lib/shell/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { data } = await show(event.locals.api.call(listStaff, { query: { limit: 200 } }));
  return {
    cashiers: data
      .filter(({ role }) => role === 'cashier')
      .map(({ id, displayName, email }) => ({ id, displayName, email })),
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { api }, url }) => {
    const values = typedValues(await request.formData());
    const { displayName = '', email = '', language } = values;
    const missing = missingIn(values, ['displayName', 'email']);
    if (Object.keys(missing).length > 0) return refuseAt('team', values, missing);
    return attempt(
      'team',
      values,
      async () => {
        const body = { displayName, email, language: isLanguage(language) ? language : getLocale() };
        const { staff, link } = await api.call(inviteFirstCashier, { body });
        // The address that the admin used to reach us works in the shop.
        return { name: staff.displayName, link: new URL(new URL(link).pathname, url.origin).href };
      },
      { atField: { 'already-taken': ['email', m.setup_team_taken()] } },
    );
  },
};
