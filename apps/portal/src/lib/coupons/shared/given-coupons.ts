import type { Coupon } from '@regulars/contracts';

/** A coupon of which members can get codes. */
export type GivenCoupon = Pick<Coupon, 'id' | 'name'>;

/** Asked when a dialog opens: most visits of a page give no code. Throws if there is no answer. */
export async function givenCoupons(): Promise<{ readonly default: readonly GivenCoupon[] }> {
  const response = await fetch('/console/coupons/live');
  if (!response.ok) throw new Error(`The coupons answered ${response.status}`);
  return { default: (await response.json()) as readonly GivenCoupon[] };
}
