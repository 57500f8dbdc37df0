import { getOffer, getOfferPerformance } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const [offer, report] = await show(
    Promise.all([api.call(getOffer, { params }), api.call(getOfferPerformance, { params })]),
  );
  return { offer, report };
};
