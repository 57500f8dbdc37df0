import { callBackOutcomes, finishTask, listTasks, reopenTask } from '@regulars/contracts';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, someText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';

/** The tasks that the address asks for: open ones, the most urgent first, unless it says otherwise. */
export const tasksIn = async (api: Api, { searchParams }: URL) => {
  const asked = (name: string) => searchParams.get(name);
  const chosen = asked('state') || 'open';
  const state = (['open', 'done'] as const).find((one) => one === chosen);
  const cursor = asked('cursor');
  const query = {
    limit: 20,
    ...(state === undefined ? {} : { state }),
    ...(asked('mine') === 'yes' ? { mine: 'true' as const } : {}),
    ...(asked('overdue') === 'yes' ? { overdue: 'true' as const } : {}),
    sort: asked('sort') === 'newest' ? ('newest' as const) : ('due' as const),
    ...(cursor ? { cursor } : {}),
  };
  return show(api.call(listTasks, { query }));
};

/** A page must not fail because of a count in the navigation. */
export const openTasks = async (api: Api): Promise<number> => {
  const query = { state: 'open', limit: 1, include: 'total' } as const;
  const list = await api.call(listTasks, { query }).catch(() => undefined);
  return list?.total ?? 0;
};

const done = form('done', {
  id: anyText,
  note: someText,
  // Only a task to call a member back has one.
  outcome: z
    .enum(callBackOutcomes)
    .optional()
    .catch(() => undefined),
});
const reopen = form('reopen', { id: anyText });

export const finish = (event: RequestEvent) =>
  submit(event, done, ({ id, note, outcome }) =>
    event.locals.api.call(finishTask, {
      params: { id },
      body: { note, ...(outcome ? { outcome } : {}) },
    }),
  );

export const openAgain = (event: RequestEvent) =>
  submit(event, reopen, (params) => event.locals.api.call(reopenTask, { params }));
