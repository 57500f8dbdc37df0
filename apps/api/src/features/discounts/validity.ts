import type { Coupon } from '@regulars/contracts';
import type { couponRefusal } from '@regulars/loyalty';
import type { DiscountTerms } from './terms.ts';

interface StoredDiscount extends Pick<Coupon, 'state'> {
  readonly startsAt: Date | null;
  /** Exclusive. */
  readonly endsAt: Date | null;
  readonly terms: DiscountTerms;
}

/** When, where and how often a stored discount can be redeemed. */
export const validityOf = ({
  state,
  startsAt,
  endsAt,
  terms,
}: StoredDiscount): Parameters<typeof couponRefusal>[0] => ({
  state,
  startsAt: startsAt && startsAt.getTime(),
  endsAt: endsAt && endsAt.getTime(),
  weekdays: terms.weekdays,
  hours: terms.hours,
  locationIds: terms.locations,
  channels: terms.channels,
  limits: terms.limits,
});
