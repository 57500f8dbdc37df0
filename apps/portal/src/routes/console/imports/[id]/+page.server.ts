import {
  beginImport,
  cancelImport,
  decideImportConflicts,
  getImport,
  listImportConflicts,
  undoImport,
} from '@regulars/contracts';
import { redirect } from '@sveltejs/kit';
import { attempt } from '#lib/shell/form/attempt.server.ts';
import { show } from '#lib/server/api.ts';
import { typedValues } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const imported = await show(api.call(getImport, { params }));
  const field = url.searchParams.get('field')?.slice(0, 60) ?? '';
  const cursor = url.searchParams.get('cursor') ?? '';
  if (imported.counts.conflicts === 0) return { imported, conflicts: null, field };
  const query = { limit: 50, ...(field ? { field } : {}), ...(cursor ? { cursor } : {}) };
  const conflicts = await show(api.call(listImportConflicts, { params, query }));
  // The last ones of this page or field were decided: there are others.
  if (conflicts.data.length === 0 && (field || cursor)) redirect(303, url.pathname);
  return { imported, conflicts, field };
};

export const actions: Actions = {
  begin: ({ locals: { api }, params }) => attempt('begin', {}, () => api.call(beginImport, { params })),
  cancel: ({ locals: { api }, params }) => attempt('cancel', {}, () => api.call(cancelImport, { params })),
  undo: ({ locals: { api }, params }) => attempt('undo', {}, () => api.call(undoImport, { params })),
  decide: async ({ request, locals: { api }, params }) => {
    const values = typedValues(await request.formData());
    const decision = values.decision === 'take' ? 'take' : 'keep';
    const only = {
      ...(values.item ? { items: [Number(values.item)] } : {}),
      ...(values.field ? { field: values.field } : {}),
    };
    return attempt('decide', values, () =>
      api.call(decideImportConflicts, { params, body: { decision, ...only } }),
    );
  },
};
