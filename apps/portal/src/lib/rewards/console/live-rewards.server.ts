import { listRewards, type Reward } from '@regulars/contracts';
import type { Api } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';

/** Of which managers can give vouchers. */
export async function liveRewards(api: Api): Promise<Pick<Reward, 'id' | 'name'>[]> {
  const rewards = await everyRow((page) => api.call(listRewards, { query: page }));
  return rewards.filter(({ state }) => state === 'live').map(({ id, name }) => ({ id, name }));
}
