import {
  beginImport,
  cancelImport,
  decideImportConflicts,
  getImport,
  listImportConflicts,
  listKeptItems,
  listImportRemarks,
  undoImport,
} from '@regulars/contracts';
import { redirect } from '@sveltejs/kit';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const imported = await show(api.call(getImport, { params }));
  const field = url.searchParams.get('field')?.slice(0, 60) ?? '';
  const cursor = url.searchParams.get('cursor') ?? '';
  const remarked =
    imported.counts.remarks > 0
      ? await show(api.call(listImportRemarks, { params, query: { limit: 20 } }))
      : null;
  const remarks = remarked?.data ?? [];
  const page = { limit: 50, ...(cursor ? { cursor } : {}) };
  if (imported.state === 'undone' && imported.counts.kept > 0) {
    const kept = await show(api.call(listKeptItems, { params, query: page }));
    return { imported, conflicts: null, kept, field, remarks };
  }
  if (imported.counts.conflicts === 0) return { imported, conflicts: null, kept: null, field, remarks };
  const query = { ...page, ...(field ? { field } : {}) };
  const conflicts = await show(api.call(listImportConflicts, { params, query }));
  // The last ones of this page or field were decided: there are others.
  if (conflicts.data.length === 0 && (field || cursor)) redirect(303, url.pathname);
  return { imported, conflicts, kept: null, field, remarks };
};

const begin = form('begin', {});
const cancel = form('cancel', {});
const undo = form('undo', {});
const decide = form('decide', {
  decision: oneOf(['keep', 'take', 'second', 'same', 'skip'], 'keep'),
  item: anyText,
  field: anyText,
});

export const actions: Actions = {
  begin: (event) => submit(event, begin, () => event.locals.api.call(beginImport, { params: event.params })),
  cancel: (event) =>
    submit(event, cancel, () => event.locals.api.call(cancelImport, { params: event.params })),
  undo: (event) => submit(event, undo, () => event.locals.api.call(undoImport, { params: event.params })),
  decide: (event) =>
    submit(event, decide, ({ decision, item, field }) => {
      const only = { ...(item ? { items: [Number(item)] } : {}), ...(field ? { field } : {}) };
      return event.locals.api.call(decideImportConflicts, {
        params: event.params,
        body: { decision, ...only },
      });
    }),
};
