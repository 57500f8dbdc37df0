import { listOwnVouchers } from '@regulars/contracts';
import { listed } from '#lib/server/listed.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const { items, moreHref } = await listed(url, (query) => show(api.call(listOwnVouchers, { query })));
  return {
    ready: items.filter((voucher) => voucher.state === 'issued'),
    past: items.filter((voucher) => voucher.state !== 'issued'),
    moreHref,
  };
};
