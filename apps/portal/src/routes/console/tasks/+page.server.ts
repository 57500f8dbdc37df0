import { assignTask, listStaff } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { anyText } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { finish, openAgain, tasksIn } from '#lib/tasks/shared/tasks.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [tasks, staff] = await Promise.all([
    tasksIn(api, url),
    show(everyRow((page) => api.call(listStaff, { query: page }))),
  ]);
  return {
    tasks,
    team: staff
      .filter(({ state }) => state === 'active')
      .map(({ id, displayName }) => ({ value: id, label: displayName })),
  };
};

const assign = form('assign', { id: anyText, assignee: anyText });

export const actions: Actions = {
  done: finish,
  reopen: openAgain,
  assign: (event) =>
    submit(event, assign, ({ id, assignee }) =>
      event.locals.api.call(assignTask, { params: { id }, body: { assigneeId: assignee || null } }),
    ),
};
