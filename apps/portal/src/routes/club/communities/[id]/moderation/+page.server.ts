import { listModeratedCases, listModeratedDecisions, undoModeratedDecision } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const isDecided = url.searchParams.get('tab') === 'decided';
  const cursor = url.searchParams.get('cursor');
  const page = { limit, ...(cursor ? { cursor } : {}) };
  const cases = await show(api.call(listModeratedCases, { params, query: isDecided ? { limit: 1 } : page }));
  const decisions = isDecided ? await show(api.call(listModeratedDecisions, { params, query: page })) : null;
  const path = url.pathname;
  return {
    cases: cases.data,
    waiting: cases.waiting,
    decisions: decisions?.data ?? null,
    next: (decisions ?? cases).cursor.next,
    tabs: [
      { href: path, label: `${m.moderation_members_tab_open()} ${cases.waiting}`, current: !isDecided },
      { href: `${path}?tab=decided`, label: m.moderation_members_tab_decided(), current: isDecided },
    ],
    /** What was decided a moment ago. */
    done: url.searchParams.get('done'),
    now: new Date().toISOString(),
  };
};

const undo = form('undo', { id: anyText });

export const actions: Actions = {
  undo: (event) =>
    submit(event, undo, ({ id: decisionId }) =>
      event.locals.api.call(undoModeratedDecision, { params: { id: event.params.id, decisionId } }),
    ),
};
