import { redirect } from '@sveltejs/kit';
import { listLocations, register } from '@regulars/contracts';
import { passwordFault } from '#lib/identity/shared/password.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getLocale, isLocale } from '#lib/paraglide/runtime.js';
import { show, type Api } from '#lib/server/api.ts';
import { refusalOf, refuse, typedValues } from '#lib/server/form.ts';
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

const optional = ['newsletter', 'personalisation', 'surveys'] as const;

function faultsIn(values: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of ['firstName', 'lastName', 'email', 'password']) {
    if (!values[name]) fields[name] = m.common_field_required();
  }
  if (values.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(values.email))
    fields.email = m.common_field_email();
  const fault = values.password ? passwordFault(values.password) : undefined;
  if (fault) fields.password = fault;
  if (values.birthday && values.birthday > new Date().toISOString().slice(0, 10))
    fields.birthday = m.common_field_date();
  if (values.terms !== 'on') fields.terms = m.public_join_terms_needed();
  return fields;
}

export const actions: Actions = {
  default: async ({ request, locals, cookies }) => {
    const values = typedValues(await request.formData());
    const fields = faultsIn(values);
    if (Object.keys(fields).length > 0) return refuse(values, fields);
    const language = isLocale(values.language) ? values.language : getLocale();
    try {
      await locals.api.call(register, {
        body: {
          email: values.email ?? '',
          password: values.password ?? '',
          firstName: values.firstName ?? '',
          lastName: values.lastName ?? '',
          language,
          birthday: values.birthday || undefined,
          location: values.location || undefined,
          consents: [
            { purpose: 'terms', granted: true },
            ...optional.map((purpose) => ({ purpose, granted: values[purpose] === 'on' })),
          ],
        },
      });
    } catch (thrown) {
      return refusalOf(thrown, values, {
        names: { consents: 'terms' },
      });
    }
    cookies.set(cookieName, language, { path: '/', maxAge: choiceLifetime, httpOnly: false });
    redirect(303, '/club');
  },
};
