import {
  beginImport,
  cancelImport,
  decideImportConflicts,
  getImport,
  listImportConflicts,
  undoImport,
} from '@regulars/contracts';
import { attempt } from '#lib/console/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const imported = await show(api.call(getImport, { params }));
  const conflicts =
    imported.counts.conflicts > 0
      ? (await show(api.call(listImportConflicts, { params, query: { limit: 50 } }))).data
      : [];
  return { imported, conflicts };
};

export const actions: Actions = {
  begin: ({ locals: { api }, params }) => attempt('begin', {}, () => api.call(beginImport, { params })),
  cancel: ({ locals: { api }, params }) => attempt('cancel', {}, () => api.call(cancelImport, { params })),
  undo: ({ locals: { api }, params }) => attempt('undo', {}, () => api.call(undoImport, { params })),
  decide: async ({ request, locals: { api }, params }) => {
    const values = typedValues(await request.formData());
    const decision = values.decision === 'take' ? 'take' : 'keep';
    const items = values.item ? { items: [Number(values.item)] } : {};
    return attempt('decide', values, () =>
      api.call(decideImportConflicts, { params, body: { decision, ...items } }),
    );
  },
};
