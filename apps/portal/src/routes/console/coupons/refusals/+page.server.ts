import {
  couponProblems,
  listCouponRefusalReasons,
  listCouponRefusals,
  listCoupons,
  type CouponProblem,
} from '@regulars/contracts';
import { isGuessed, periodOf } from '#lib/coupons/console/refusals.ts';
import { show } from '#lib/server/api.ts';
import { everyRow } from '#lib/server/every-row.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url: { searchParams } }) => {
  const asked = (name: string): string | undefined => searchParams.get(name) || undefined;
  const problem = couponProblems.find((one): one is CouponProblem => one === asked('problem'));
  const days = periodOf(asked('days'));
  const coupons = await show(everyRow((page) => api.call(listCoupons, { query: page })));
  const coupon = coupons.find(({ id }) => id === asked('coupon'))?.id;
  const member = asked('member');
  const filter = { ...(problem && { problem }), ...(coupon && { coupon }), ...(member && { member }) };
  const code = asked('code');
  const cursor = asked('cursor');
  const [refusals, reasons, today] = await Promise.all([
    show(
      api.call(listCouponRefusals, {
        query: { limit: 30, ...filter, ...(code && { code }), ...(cursor && { cursor }) },
      }),
    ),
    show(api.call(listCouponRefusalReasons, { query: { days, ...(coupon && { coupon }) } })),
    show(api.call(listCouponRefusalReasons, { query: { days: 1 } })),
  ]);
  return {
    refusals,
    reasons: reasons.data,
    guessed: isGuessed(today.data),
    coupons: coupons.map(({ id, name }) => ({ id, name })),
  };
};
