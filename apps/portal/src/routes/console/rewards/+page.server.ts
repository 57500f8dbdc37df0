import { listRewards, listTiers } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const sorts = ['created', 'name', 'state', 'category', 'stock', 'redeemed', 'points', 'until'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = { limit: 60, ...sortQuery(url, sorts), ...(cursor ? { cursor } : {}) };
  const [rewards, tiers] = await show(
    Promise.all([locals.api.call(listRewards, { query }), locals.api.call(listTiers)]),
  );
  const data = rewards.data.map((reward) => ({
    ...reward,
    startsAt: reward.validFrom,
    endsAt: reward.validUntil,
  }));
  return { rewards: { ...rewards, data }, tiers: tiers.data.map(({ id, name }) => ({ id, name })) };
};
