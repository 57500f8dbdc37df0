import { redirect } from '@sveltejs/kit';
import { createCollectSite, listCollectSites } from '@regulars/contracts';
import { originsIn, siteFields } from '#lib/collect/console/site-fields.server.ts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  return { sites: await show(api.call(listCollectSites, { query })) };
};

const save = form('save', siteFields);

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async ({ name, origins }) => {
      const body = { name, origins: originsIn(origins) };
      const { id } = await event.locals.api.call(createCollectSite, { body });
      redirect(303, `/console/settings/collector/${id}`);
    }),
};
