import { changeStaff, inviteStaff, listStaff, resendInvitation, staffRole } from '@regulars/contracts';
import { isLanguage } from '#lib/shell/languages.ts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, asNumber, manyTexts, oneOf, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const sorting = sortQuery(url, ['name', 'email', 'role', 'state', 'seen']);
  const query = { limit: 100, ...sorting, ...(cursor ? { cursor } : {}) };
  const staff = await show(api.call(listStaff, { query }));
  const locations = await show(allLocations(api));
  return {
    staff,
    locations: locations.map(({ id, name }) => ({ id, name })),
    isAdmin: session?.roles.includes('admin') ?? false,
  };
};

const place = { role: oneOf(staffRole.options, 'cashier'), location: manyTexts };
const invite = form('save', { displayName: someText, email: someText, language: anyText, ...place });
const changed = form('save', { id: anyText, version: asNumber, ...place });
const deactivate = form('deactivate', { id: anyText, version: asNumber });
const reactivate = form('reactivate', { id: anyText, version: asNumber });
const resend = form('resend', { id: anyText });

export const actions: Actions = {
  invite: (event) =>
    submit(event, invite, ({ language, location: locations, ...body }) =>
      event.locals.api.call(inviteStaff, {
        body: { ...body, language: isLanguage(language) ? language : 'en', locations },
      }),
    ),
  save: (event) =>
    submit(event, changed, ({ id, version, role, location: locations }) =>
      event.locals.api.call(changeStaff, { params: { id }, version, body: { role, locations } }),
    ),
  deactivate: (event) =>
    submit(event, deactivate, ({ id, version }) =>
      event.locals.api.call(changeStaff, { params: { id }, version, body: { active: false } }),
    ),
  reactivate: (event) =>
    submit(event, reactivate, ({ id, version }) =>
      event.locals.api.call(changeStaff, { params: { id }, version, body: { active: true } }),
    ),
  resend: (event) => submit(event, resend, (params) => event.locals.api.call(resendInvitation, { params })),
};
