import { apiKeyScope, createApiKey, listApiKeys, listLocations, revokeApiKey } from '@regulars/contracts';
import { attempt, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [keys, locations] = await show(
    Promise.all([api.call(listApiKeys), api.call(listLocations, { query: { limit: 200 } })]),
  );
  return { keys: keys.data, locations: locations.data, scopes: apiKeyScope.options };
};

const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((one) => typeof one === 'string');

export const actions: Actions = {
  create: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const values = typedValues(form);
    const scopes = apiKeyScope.options.filter((scope) => textsOf(form, 'scopes').includes(scope));
    const fields: Record<string, string> = {};
    if (!values.name) fields.name = m.common_field_required();
    if (scopes.length === 0) fields.scopes = m.console_keys_scopes_wrong();
    if (Object.keys(fields).length > 0) return refuseAt('create', values, fields);
    const body = { name: values.name ?? '', scopes, locations: textsOf(form, 'locations') };
    return attempt('create', values, async () => {
      const { name, secret } = await api.call(createApiKey, { body });
      return { name, secret };
    });
  },
  revoke: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('revoke', values, () => api.call(revokeApiKey, { params: { id: values.id ?? '' } }));
  },
};
