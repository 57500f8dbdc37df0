import { importFields, listImportMappings, listLocations, type ImportKind } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const kinds = Object.keys(importFields) as ImportKind[];

export const load: PageServerLoad = async ({ locals, url }) => ({
  kind: kinds.find((kind) => kind === url.searchParams.get('kind')) ?? null,
  mappings: (await show(locals.api.call(listImportMappings))).data,
  fields: importFields,
  locations: (await show(locals.api.call(listLocations, { query: { limit: 200 } }))).data.map(
    ({ code, name }) => ({ value: code, label: name }),
  ),
});
