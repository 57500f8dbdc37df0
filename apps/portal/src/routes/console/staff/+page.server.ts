import {
  changeStaff,
  inviteStaff,
  listLocations,
  listStaff,
  resendInvitation,
  type StaffRole,
} from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { isLanguage } from '#lib/shell/languages.ts';
import { show, type Api } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const staff = await show(api.call(listStaff, { query: { limit: 100, ...(cursor ? { cursor } : {}) } }));
  const { data: locations } = await show(api.call(listLocations, { query: { limit: 200 } }));
  return {
    staff,
    locations: locations.map(({ id, name }) => ({ id, name })),
    isAdmin: session?.roles.includes('admin') ?? false,
  };
};

const roleIn = (form: FormData): StaffRole => {
  const role = form.get('role');
  return role === 'admin' || role === 'manager' ? role : 'cashier';
};

const placeOf = (form: FormData): { role: StaffRole; locations: string[] } => ({
  role: roleIn(form),
  locations: form.getAll('location').map(String),
});

const change = (api: Api, { id = '', version }: Record<string, string>, body: { active: boolean }) =>
  api.call(changeStaff, { params: { id }, version: Number(version), body });

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const values = typedValues(form);
    const { id, version, email = '', displayName = '', language } = values;
    if (id)
      return attempt('save', values, () =>
        api.call(changeStaff, { params: { id }, version: Number(version), body: placeOf(form) }),
      );
    const missing = missingIn(values, ['displayName', 'email']);
    if (Object.keys(missing).length > 0) return refuseAt('save', values, missing);
    const body = { email, displayName, language: isLanguage(language) ? language : ('en' as const) };
    return attempt('save', values, () => api.call(inviteStaff, { body: { ...body, ...placeOf(form) } }));
  },
  deactivate: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('deactivate', values, () => change(api, values, { active: false }));
  },
  reactivate: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('reactivate', values, () => change(api, values, { active: true }));
  },
  resend: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('resend', values, () => api.call(resendInvitation, { params: { id: values.id ?? '' } }));
  },
};
