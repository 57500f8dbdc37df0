import { getOwnTier, listTiers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [own, tiers] = await show(Promise.all([api.call(getOwnTier), api.call(listTiers)]));
  return { own, tiers: tiers.data };
};
