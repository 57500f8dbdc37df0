import { requireRole, sellers } from '#lib/server/session.ts';
import { finish, tasksIn } from '#lib/tasks/shared/tasks.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  return { tasks: await tasksIn(event.locals.api, event.url) };
};

export const actions: Actions = {
  done: (event) => {
    requireRole(event, sellers);
    return finish(event);
  },
};
