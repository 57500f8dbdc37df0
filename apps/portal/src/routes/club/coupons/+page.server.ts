import { ownCoupons } from '#lib/coupons/member/shown-coupon.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, club } }) => ({
  coupons: await ownCoupons(api, club?.timeZone),
});
