import { listRewards, type Reward } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';

/** What a form offers to promise. The codes of a partner may run out, so nobody can promise them. */
export const rewardsByName = async (api: Api): Promise<Reward[]> => {
  const all = await everyRow((page) => api.call(listRewards, { query: { ...page, sort: 'name' } }));
  return all.filter(({ kind }) => kind !== 'partner-code');
};
