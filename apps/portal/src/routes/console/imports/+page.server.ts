import {
  deleteImportMapping,
  listImportMappings,
  listImports,
  renameImportMapping,
} from '@regulars/contracts';
import { attempt, missingIn, refuseAt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [imports, mappings] = await show(
    Promise.all([
      api.call(listImports, { query: { limit: 50, ...(cursor ? { cursor } : {}) } }),
      api.call(listImportMappings),
    ]),
  );
  return { imports, mappings: mappings.data };
};

export const actions: Actions = {
  rename: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const missing = missingIn(values, ['name']);
    if (Object.keys(missing).length > 0) return refuseAt('rename', values, missing);
    const { id = '', name = '' } = values;
    return attempt('rename', values, () =>
      api.call(renameImportMapping, { params: { id }, body: { name: name.slice(0, 80) } }),
    );
  },
  delete: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    return attempt('delete', values, () =>
      api.call(deleteImportMapping, { params: { id: values.id ?? '' } }),
    );
  },
};
