import type { CouponProblem } from '@regulars/contracts';
import type { NotRedeemed } from '@regulars/loyalty';
import type { Wording } from '../club/index.ts';

/** The problem code of each reason. */
export const problemOf: Readonly<Record<NotRedeemed['kind'], CouponProblem>> = {
  unknown: 'coupon-unknown',
  mistyped: 'coupon-mistyped',
  used: 'coupon-used',
  held: 'coupon-held',
  twice: 'coupon-twice',
  paused: 'coupon-paused',
  expired: 'coupon-expired',
  'not-yet-valid': 'coupon-not-yet-valid',
  'wrong-location': 'coupon-wrong-location',
  'wrong-channel': 'coupon-wrong-channel',
  'wrong-time': 'coupon-wrong-time',
  'needs-member': 'coupon-needs-member',
  'needs-purchase': 'coupon-without-effect',
  'no-points': 'coupon-without-effect',
  'not-for-member': 'coupon-not-for-member',
  'used-up': 'coupon-used-up',
  'budget-used-up': 'coupon-used-up',
  'code-used-up': 'coupon-used-up',
  'limit-of-day': 'coupon-limit-of-day',
  'limit-of-member': 'coupon-limit-of-member',
  'no-matching-line': 'coupon-no-matching-goods',
  'too-few-pieces': 'coupon-too-few-pieces',
  'no-effect': 'coupon-without-effect',
  'other-currency': 'coupon-other-currency',
  'minimum-spend': 'coupon-minimum-spend',
  'not-combinable': 'coupon-not-combinable',
  outdone: 'coupon-outdone',
  exclusive: 'coupon-exclusive',
  'too-many': 'too-many-coupons',
  'voucher-used': 'voucher-used',
  'voucher-held': 'voucher-held',
  'voucher-expired': 'voucher-expired',
  'voucher-cancelled': 'voucher-cancelled',
  'voucher-not-for-member': 'voucher-not-for-member',
  'voucher-without-effect': 'voucher-without-effect',
};

export interface Words extends Wording {
  readonly zone: string;
}
