import { getOwnTier, listOwnRewards, listTiers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [own, tiers, offered] = await show(
    Promise.all([api.call(getOwnTier), api.call(listTiers), api.call(listOwnRewards)]),
  );
  return { own, tiers: tiers.data, offered: offered.data };
};
