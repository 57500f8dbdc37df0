import { json } from '@sveltejs/kit';
import { listCoupons } from '@regulars/contracts';
import type { GivenCoupon } from '#lib/coupons/shared/given-coupons.ts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import { managers, requireRole } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The coupons of which members can get codes. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, managers);
  const { api } = event.locals;
  const live = await show(everyRow((page) => api.call(listCoupons, { query: { ...page, state: 'live' } })));
  return json(live.map(({ id, name }): GivenCoupon => ({ id, name })));
};
