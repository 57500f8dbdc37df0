import { exportFormat, exportKind, listExports, startExport } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 30, ...(cursor ? { cursor } : {}) };
  // Lists lead here with the table that they show.
  const kind = exportKind.catch('members').parse(url.searchParams.get('kind'));
  return { kind, exports: await show(api.call(listExports, { query })) };
};

const start = form('start', {
  kind: oneOf(exportKind.options, 'members'),
  format: oneOf(exportFormat.options, 'csv'),
});

export const actions: Actions = {
  start: (event) => submit(event, start, (body) => event.locals.api.call(startExport, { body })),
};
