import { listCouponRefusalReasons, listCoupons } from '@regulars/contracts';
import { isGuessed, type RefusalReason } from '#lib/coupons/console/refusals.ts';
import { ApiProblem, show, type Api } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [coupons, today] = await Promise.all([
    show(api.call(listCoupons, { query: { limit: 60, ...(cursor ? { cursor } : {}) } })),
    show(reasonsOfToday(api)),
  ]);
  return { coupons, guessed: isGuessed(today ?? []), readsRefusals: today !== null };
};

/** Null for managers of single locations, who may not read those of the club. */
async function reasonsOfToday(api: Api): Promise<readonly RefusalReason[] | null> {
  try {
    return (await api.call(listCouponRefusalReasons, { query: { days: 1 } })).data;
  } catch (refusal) {
    if (refusal instanceof ApiProblem && refusal.status === 403) return null;
    throw refusal;
  }
}
