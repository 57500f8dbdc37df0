import { getClub, listManualDiscounts, listManualDiscountSums } from '@regulars/contracts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import {
  manualDiscountFilters,
  manualDiscountSpan,
} from '#lib/purchases/console/manual-discount-filters.server.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const zone = club?.timeZone ?? 'UTC';
  const cursor = url.searchParams.get('cursor')?.trim().slice(0, 1000);
  const [discounts, sums, locations, { manualDiscounts }] = await show(
    Promise.all([
      api.call(listManualDiscounts, {
        query: { ...manualDiscountFilters(url, zone), ...(cursor ? { cursor } : {}), limit: 50 },
      }),
      api.call(listManualDiscountSums, { query: manualDiscountSpan(url, zone) }),
      allLocations(api),
      api.call(getClub),
    ]),
  );
  return { discounts, sums, locations, reasons: manualDiscounts?.reasons ?? [] };
};
