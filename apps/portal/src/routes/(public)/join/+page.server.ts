import { redirect } from '@sveltejs/kit';
import { listLocations, operationOf, register } from '@regulars/contracts';
import { newPassword } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getLocale, isLocale } from '#lib/paraglide/runtime.js';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, field, readBy, ticked } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { choiceLifetime, homeOf } from '#lib/shell/session.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.session) redirect(303, homeOf(locals.session));
  const asked = url.searchParams.get('location');
  return { location: asked ? await posterOf(locals.api, asked) : '' };
};

/** The location on the scanned poster; a poster of a removed location must not prevent joining. */
async function posterOf(api: Api, code: string): Promise<string> {
  const { data } = await show(api.call(listLocations, { query: { limit: 200 } }));
  return data.find((one) => one.code === code && one.active)?.code ?? '';
}

const { shape: own } = operationOf(register).body;
const optional = ['newsletter', 'personalisation', 'surveys'] as const;
const join = form('join', {
  firstName: field(own.firstName, m.account_name_wrong),
  lastName: field(own.lastName, m.account_name_wrong),
  email: field(own.email, m.common_field_email),
  password: newPassword,
  language: anyText,
  birthday: field(own.birthday, m.common_field_date),
  location: field(own.location),
  terms: readBy((typed) => typed === 'on' || null, m.public_join_terms_needed, 'read'),
  newsletter: ticked,
  personalisation: ticked,
  surveys: ticked,
});

export const actions: Actions = {
  default: (event) =>
    submit(
      event,
      join,
      async ({ language: chosen, terms, newsletter, personalisation, surveys, ...person }) => {
        const { birthday } = person;
        if (birthday && birthday > Temporal.Now.plainDateISO('UTC').toString())
          throw new Faults({ birthday: m.common_field_date() });
        const language = isLocale(chosen) ? chosen : getLocale();
        const granted = { newsletter, personalisation, surveys };
        const consents = [
          { purpose: 'terms' as const, granted: terms },
          ...optional.map((purpose) => ({ purpose, granted: granted[purpose] })),
        ];
        await event.locals.api.call(register, { body: { ...person, language, consents } });
        event.cookies.set(cookieName, language, { path: '/', maxAge: choiceLifetime, httpOnly: false });
        redirect(303, '/club');
      },
      { names: { consents: 'terms' } },
    ),
};
