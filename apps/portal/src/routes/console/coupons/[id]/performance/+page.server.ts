import { getCoupon, getCouponPerformance, listCouponRefusalReasons } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, params }) => {
  const query = { days: 90, coupon: params.id };
  const [coupon, report, reasons] = await show(
    Promise.all([
      api.call(getCoupon, { params }),
      api.call(getCouponPerformance, { params }),
      api.call(listCouponRefusalReasons, { query }),
    ]),
  );
  return { coupon, report, reasons: reasons.data };
};
