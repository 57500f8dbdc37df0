import { listApprovals, type Club, type Texts } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { openTasks } from '#lib/tasks/shared/tasks.server.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const session = requireRole(event, managers);
  const { api } = event.locals;
  const [approvals, tasks] = await Promise.all([waitingApprovals(api), openTasks(api)]);
  return { session, waiting: { approvals, tasks }, categoryNames: categoryNames(event.locals.club) };
};

const categoryNames = (club: Club | null): Record<string, Texts> =>
  Object.fromEntries((club?.till.categoryNames ?? []).map(({ category, names }) => [category, names]));

/** A page must not fail because of a count in the navigation. */
const waitingApprovals = async (api: Api): Promise<number> => {
  const query = { state: 'waiting', limit: 1, include: 'total' } as const;
  const list = await api.call(listApprovals, { query }).catch(() => undefined);
  return list?.total ?? 0;
};
