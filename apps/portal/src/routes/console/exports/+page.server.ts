import { exportFormat, exportKind, listExports, startExport } from '@regulars/contracts';
import { attempt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 30, ...(cursor ? { cursor } : {}) };
  return { exports: await show(api.call(listExports, { query })) };
};

export const actions: Actions = {
  start: async ({ request, locals: { api } }) => {
    const values = typedValues(await request.formData());
    const body = {
      kind: exportKind.catch('members').parse(values.kind),
      format: exportFormat.catch('csv').parse(values.format),
    };
    return attempt('start', values, () => api.call(startExport, { body }));
  },
};
