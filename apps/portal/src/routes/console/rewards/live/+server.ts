import { json } from '@sveltejs/kit';
import { listRewards } from '@regulars/contracts';
import type { GivenReward } from '#lib/rewards/shared/given-rewards.ts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The rewards of which managers can give vouchers. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const { api } = event.locals;
  const rewards = await show(everyRow((page) => api.call(listRewards, { query: page })));
  const live = rewards.filter(({ state }) => state === 'live');
  return json(live.map(({ id, name }): GivenReward => ({ id, name })));
};
