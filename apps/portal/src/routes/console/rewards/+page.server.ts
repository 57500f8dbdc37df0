import { listRewards } from '@regulars/contracts';
import { sortQuery } from '#lib/shell/list/sorts.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const sorts = ['created', 'name', 'state', 'category', 'stock', 'redeemed', 'points', 'until'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const rewards = await show(
    locals.api.call(listRewards, {
      query: { limit: 60, ...sortQuery(url, sorts), ...(cursor ? { cursor } : {}) },
    }),
  );
  const data = rewards.data.map((reward) => ({
    ...reward,
    startsAt: reward.validFrom,
    endsAt: reward.validUntil,
  }));
  return { rewards: { ...rewards, data } };
};
