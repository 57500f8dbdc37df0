import { redirect } from '@sveltejs/kit';
import { createProductSet, listProductSets } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  return {
    sets: await show(api.call(listProductSets, { query })),
    wholeClub: session?.locationIds.length === 0,
  };
};

const save = form('save', { name_de: anyText, name_en: anyText, name_cs: anyText });

export const actions: Actions = {
  save: (event) =>
    submit(event, save, async (typed) => {
      const name = textsIn(typed, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      const { id } = await event.locals.api.call(createProductSet, { body: { name } });
      redirect(303, `/console/product-sets/${id}`);
    }),
};
