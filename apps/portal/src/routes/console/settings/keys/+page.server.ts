import { apiKeyScope, createApiKey, listApiKeys, revokeApiKey } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import { anyText, manyTexts, someOf, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [keys, locations] = await show(
    Promise.all([
      api.call(listApiKeys, { query: sortQuery(url, ['created', 'name', 'used']) }),
      allLocations(api),
    ]),
  );
  return { keys: keys.data, locations, scopes: apiKeyScope.options };
};

const create = form('create', {
  name: someText,
  scopes: someOf(apiKeyScope.options, m.console_keys_scopes_wrong),
  locations: manyTexts,
});
const revoke = form('revoke', { id: anyText });

export const actions: Actions = {
  create: (event) =>
    submit(event, create, async (body) => {
      const { name, secret } = await event.locals.api.call(createApiKey, { body });
      return { name, secret };
    }),
  revoke: (event) => submit(event, revoke, (params) => event.locals.api.call(revokeApiKey, { params })),
};
