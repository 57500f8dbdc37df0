import {
  getScoreRun,
  listMemberScores,
  listScoreRuns,
  operationOf,
  startScoreRun,
  type ScoreRun,
} from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

const filters = operationOf(listMemberScores).query;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { data: runs } = await show(api.call(listScoreRuns, { query: { limit: 50 } }));
  const current = runs.find((run) => run.current);
  const asked = filters.safeParse({ ...Object.fromEntries(url.searchParams), limit: 25 });
  const query = asked.success ? asked.data : { limit: 25 };
  const chosen = ['recency', 'frequency', 'group', 'class'].some((name) => name in query);
  return {
    run: current ? await show(api.call(getScoreRun, { params: { id: current.id } })) : null,
    open: runs.find(isOpen) ?? null,
    failed: runs[0]?.state === 'failed',
    query,
    members:
      chosen && current?.outcome === 'scored' ? await show(api.call(listMemberScores, { query })) : null,
  };
};

const isOpen = ({ state }: ScoreRun): boolean => state === 'waiting' || state === 'running';

const compute = form('compute', {});

export const actions: Actions = {
  compute: (event) => submit(event, compute, () => event.locals.api.call(startScoreRun)),
};
