import { listOwnRewards, listOwnVouchers } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const countedUpTo = 50;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const [{ data }, vouchers] = await Promise.all([
    show(api.call(listOwnRewards)),
    show(api.call(listOwnVouchers, { query: { limit: countedUpTo } })),
  ]);
  const categories = [...new Set(data.map((reward) => reward.category).filter(Boolean))];
  const asked = url.searchParams.get('category');
  const category = categories.find((one) => one === asked);
  return {
    categories,
    category,
    rewards: data.filter((reward) => !category || reward.category === category),
    readyVouchers: vouchers.data.filter((voucher) => voucher.state === 'issued').length,
  };
};
