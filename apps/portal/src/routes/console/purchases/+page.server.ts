import { listPurchases } from '@regulars/contracts';
import { purchaseFilters } from '#lib/purchases/console/purchase-filters.server.ts';
import { show } from '#lib/server/api.ts';
import { allLocations } from '#lib/club/shared/all-locations.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club }, url }) => {
  const filters = purchaseFilters(url, club?.timeZone ?? 'UTC');
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [purchases, locations] = await show(
    Promise.all([
      api.call(listPurchases, {
        query: { ...filters, limit: 50, include: 'total', ...(cursor ? { cursor } : {}) },
      }),
      allLocations(api),
    ]),
  );
  return { purchases, locations };
};
