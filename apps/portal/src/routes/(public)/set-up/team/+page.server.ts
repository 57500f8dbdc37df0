import { inviteFirstCashier, listStaff } from '@regulars/contracts';
import { loadOpening } from '#lib/mailing/console/opening.server.ts';
import { isLanguage } from '#lib/shell/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { requireAdmin } from '#lib/setup/console/guard.server.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireAdmin(event);
  const { api } = event.locals;
  const [staff, opening] = await Promise.all([
    show(everyRow((page) => api.call(listStaff, { query: page }))),
    loadOpening(api, event.url.origin),
  ]);
  return {
    opening,
    cashiers: staff
      .filter(({ role }) => role === 'cashier')
      .map(({ id, displayName, email }) => ({ id, displayName, email })),
  };
};

const team = form('team', { displayName: someText, email: someText, language: anyText });

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      team,
      async ({ language: chosen, ...person }) => {
        const body = { ...person, language: isLanguage(chosen) ? chosen : getLocale() };
        const { staff, link } = await event.locals.api.call(inviteFirstCashier, { body });
        // The address that the admin used to reach us works in the shop.
        return { name: staff.displayName, link: new URL(new URL(link).pathname, event.url.origin).href };
      },
      { atField: { 'already-taken': ['email', m.setup_team_taken()] } },
    ),
};
