import type { Coupon } from '@regulars/contracts';
import { lateRows } from '#lib/shell/late-rows.ts';

/** A coupon of which members can get codes. */
export type GivenCoupon = Pick<Coupon, 'id' | 'name'>;

export const givenCoupons = lateRows<GivenCoupon>('/console/coupons/live');
