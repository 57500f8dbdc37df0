import { getCollectSite, replaceCollectKey, updateCollectSite } from '@regulars/contracts';
import { originsIn, siteFields } from '#lib/collect/console/site-fields.server.ts';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => ({
  site: await show(api.call(getCollectSite, { params })),
  origin: url.origin,
});

const save = form('save', { ...siteFields, version: asNumber });
const state = form('state', { version: asNumber, to: oneOf(['collecting', 'paused'], 'paused') });
const replace = form('replace', {});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ version, name, origins }) => {
      const body = { name, origins: originsIn(origins) };
      return event.locals.api.call(updateCollectSite, { params: event.params, body, version });
    }),
  state: (event) =>
    submit(event, state, ({ version, to }) =>
      event.locals.api.call(updateCollectSite, { params: event.params, body: { state: to }, version }),
    ),
  replace: (event) =>
    submit(event, replace, () => event.locals.api.call(replaceCollectKey, { params: event.params })),
};
