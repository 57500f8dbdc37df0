import type { CouponProblem, listCouponRefusalReasons, ReplyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export type RefusalReason = ReplyOf<typeof listCouponRefusalReasons>['data'][number];

/** In days. */
export const periods = [30, 7, 1, 90] as const;
export const periodOf = (asked: string | undefined): number =>
  periods.find((days) => String(days) === asked) ?? periods[0];

/** Of unknown codes in a day. People who mistype try one or two. */
const manyUnknown = 50;

/** How many unknown codes were tried within a day, if they are so many that someone may be guessing; else 0. */
export const isGuessed = (reasons: readonly RefusalReason[]): number => {
  const unknown = reasons.find(({ problem }) => problem === 'coupon-unknown')?.times ?? 0;
  return unknown >= manyUnknown ? unknown : 0;
};

const texts: Readonly<Record<CouponProblem, () => string>> = {
  'coupon-unknown': m.coupons_refused_why_unknown,
  'coupon-mistyped': m.coupons_refused_why_mistyped,
  'coupon-used': m.coupons_refused_why_used,
  'coupon-held': m.coupons_refused_why_held,
  'coupon-twice': m.coupons_refused_why_twice,
  'coupon-paused': m.coupons_refused_why_paused,
  'coupon-expired': m.coupons_refused_why_expired,
  'coupon-not-yet-valid': m.coupons_refused_why_early,
  'coupon-wrong-location': m.coupons_refused_why_location,
  'coupon-wrong-channel': m.coupons_refused_why_channel,
  'coupon-wrong-time': m.coupons_refused_why_time,
  'coupon-needs-member': m.coupons_refused_why_member,
  'coupon-not-for-member': m.coupons_refused_why_other_members,
  'coupon-used-up': m.coupons_refused_why_used_up,
  'coupon-limit-of-member': m.coupons_refused_why_limit,
  'coupon-limit-of-day': m.coupons_refused_why_day,
  'coupon-no-matching-goods': m.coupons_refused_why_goods,
  'coupon-too-few-pieces': m.coupons_refused_why_pieces,
  'coupon-without-effect': m.coupons_refused_why_effect,
  'coupon-other-currency': m.coupons_refused_why_currency,
  'coupon-minimum-spend': m.coupons_refused_why_spend,
  'coupon-not-combinable': m.coupons_refused_why_together,
  'coupon-outdone': m.coupons_refused_why_outdone,
  'coupon-exclusive': m.coupons_refused_why_alone,
  'too-many-coupons': m.coupons_refused_why_many,
  'voucher-used': m.coupons_refused_why_voucher_used,
  'voucher-held': m.coupons_refused_why_voucher_held,
  'voucher-expired': m.coupons_refused_why_voucher_expired,
  'voucher-cancelled': m.coupons_refused_why_voucher_cancelled,
  'voucher-not-for-member': m.coupons_refused_why_voucher_other,
  'voucher-without-effect': m.coupons_refused_why_voucher_effect,
};

export const reasonText = (problem: CouponProblem): string => texts[problem]();
