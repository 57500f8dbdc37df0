import type { couponRefusal } from '@regulars/loyalty';
import type { CouponRow } from './coupon.ts';

/** When, where and how often a stored coupon can be redeemed. */
export const validityOf = ({
  state,
  startsAt,
  endsAt,
  terms,
}: Pick<CouponRow, 'state' | 'startsAt' | 'endsAt' | 'terms'>): Parameters<typeof couponRefusal>[0] => ({
  state,
  startsAt: startsAt && startsAt.getTime(),
  endsAt: endsAt && endsAt.getTime(),
  weekdays: terms.weekdays,
  hours: terms.hours,
  locationIds: terms.locations,
  channels: terms.channels,
  limits: terms.limits,
});
