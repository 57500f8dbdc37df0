import { listRewards, type Reward } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';

/** What a form offers to choose. */
export const rewardsByName = (api: Api): Promise<Reward[]> =>
  everyRow((page) => api.call(listRewards, { query: { ...page, sort: 'name' } }));
