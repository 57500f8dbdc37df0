import { listOwnChallenges, listOwnCoupons, listOwnRewards, listOwnVouchers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const countedUpTo = 50;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [{ data }, vouchers, challenges, coupons] = await Promise.all([
    show(api.call(listOwnRewards)),
    show(api.call(listOwnVouchers, { query: { limit: countedUpTo } })),
    show(api.call(listOwnChallenges)),
    show(api.call(listOwnCoupons)),
  ]);
  const categories = [...new Set(data.map((reward) => reward.category).filter(Boolean))];
  const asked = url.searchParams.get('category');
  const category = categories.find((one) => one === asked);
  return {
    categories,
    category,
    rewards: data.filter((reward) => !category || reward.category === category),
    hasChallenges: challenges.data.length > 0,
    hasCoupons: coupons.data.length > 0,
    readyVouchers: vouchers.data.filter((voucher) => voucher.state === 'issued').length,
  };
};
