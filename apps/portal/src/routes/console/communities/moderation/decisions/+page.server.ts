import { listModerationDecisions, undoModerationDecision } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 25, ...(cursor ? { cursor } : {}) };
  return { decisions: await show(api.call(listModerationDecisions, { query })) };
};

const undo = form('undo', { id: anyText });

export const actions: Actions = {
  undo: (event) =>
    submit(event, undo, ({ id }) => event.locals.api.call(undoModerationDecision, { params: { id } })),
};
