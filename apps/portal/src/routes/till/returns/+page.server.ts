import { listPurchases } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireRole(event, sellers);
  const receipt = event.url.searchParams.get('receipt')?.trim().slice(0, 100) ?? '';
  if (receipt === '') return { receipt, found: null };
  const { data } = await show(event.locals.api.call(listPurchases, { query: { receipt, limit: 20 } }));
  return { receipt, found: data };
};
