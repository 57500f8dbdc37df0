import {
  deleteImportMapping,
  listImportMappings,
  listImports,
  renameImportMapping,
} from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const sorts = ['created', 'file', 'kind', 'state', 'by', 'added', 'found', 'refused', 'conflicts'] as const;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [imports, mappings] = await show(
    Promise.all([
      api.call(listImports, {
        query: { limit: 50, ...sortQuery(url, sorts), ...(cursor ? { cursor } : {}) },
      }),
      api.call(listImportMappings),
    ]),
  );
  return { imports, mappings: mappings.data };
};

const rename = form('rename', { id: anyText, name: someText });
const removal = form('delete', { id: anyText });

export const actions: Actions = {
  rename: (event) =>
    submit(event, rename, ({ id, name }) =>
      event.locals.api.call(renameImportMapping, { params: { id }, body: { name: name.slice(0, 80) } }),
    ),
  delete: (event) =>
    submit(event, removal, (params) => event.locals.api.call(deleteImportMapping, { params })),
};
