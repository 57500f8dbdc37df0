import { importFields, listImportMappings, listLocations } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  mappings: (await show(locals.api.call(listImportMappings))).data,
  fields: importFields,
  locations: (await show(locals.api.call(listLocations, { query: { limit: 200 } }))).data.map(
    ({ code, name }) => ({ value: code, label: name }),
  ),
});
