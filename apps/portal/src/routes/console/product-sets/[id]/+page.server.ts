import { redirect } from '@sveltejs/kit';
import {
  getProductSet,
  listProductSetSkus,
  putProductSetSkus,
  removeProductSet,
  updateProductSet,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, asNumber } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { refusedLines, tableFile } from '#lib/server/table-file.server.ts';
import { textsIn } from '#lib/shell/languages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const asked = url.searchParams.get('q') ?? '';
  const query = { limit: 50, ...(asked ? { query: asked } : {}), ...(cursor ? { cursor } : {}) };
  const [set, skus] = await show(
    Promise.all([api.call(getProductSet, { params }), api.call(listProductSetSkus, { params, query })]),
  );
  return { set, skus, wholeClub: session?.locationIds.length === 0 };
};

const save = form('save', { version: asNumber, name_de: anyText, name_en: anyText, name_cs: anyText });
const replace = form('replace', { file: tableFile });
const remove = form('remove', {});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ version, ...typed }) => {
      const name = textsIn(typed, 'name');
      if (!name) throw new Faults({ name: m.common_field_required() });
      const { params } = event;
      return event.locals.api.call(updateProductSet, { params, body: { name }, version });
    }),
  replace: (event) =>
    submit(event, replace, ({ file: bytes }) => {
      if (!bytes) throw new Faults({ file: m.common_file_none() });
      return refusedLines(event.locals.api.call(putProductSetSkus, { params: event.params, bytes }));
    }),
  remove: (event) =>
    submit(event, remove, async () => {
      await event.locals.api.call(removeProductSet, { params: event.params });
      redirect(303, '/console/product-sets');
    }),
};
