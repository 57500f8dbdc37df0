import { listMerges, undoMerge } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

/** With `undo`, also what undoing this merge would give back. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const undo = url.searchParams.get('undo');
  const query = { limit: 20, ...(cursor ? { cursor } : {}) };
  const trial = undo ? api.call(undoMerge, { params: { id: undo }, query: { dryRun: 'true' } }) : null;
  const [merges, tried] = await show(Promise.all([api.call(listMerges, { query }), trial]));
  return { merges, tried };
};

const undo = form('undo', { id: anyText });

export const actions: Actions = {
  undo: (event) => submit(event, undo, ({ id }) => event.locals.api.call(undoMerge, { params: { id } })),
};
