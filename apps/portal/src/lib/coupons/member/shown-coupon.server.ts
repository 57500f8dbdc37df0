import { listOwnCoupons, type OwnCoupon } from '@regulars/contracts';
import { shownDiscount } from '#lib/discounts/shared/shown-discount.server.ts';
import type { ShownDiscount } from '#lib/discounts/shared/shown-discount.ts';
import { show, type Api } from '#lib/server/api.ts';

/** A coupon of the member with its words. */
export interface ShownCoupon extends Omit<ShownDiscount, 'state'>, Pick<OwnCoupon, 'state' | 'code'> {}

/** @param zone the time zone of the club */
export async function ownCoupons(api: Api, zone: string | undefined): Promise<ShownCoupon[]> {
  const { data } = await show(api.call(listOwnCoupons));
  return data.map((coupon) => ({
    ...shownDiscount(coupon, zone ?? 'UTC'),
    state: coupon.state,
    code: coupon.code,
  }));
}
