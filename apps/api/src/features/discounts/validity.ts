import { givesPoints, type couponRefusal } from '@regulars/loyalty';
import type { StoredDiscount } from './discount.ts';

/** When, where and how often a stored discount can be redeemed. */
export const validityOf = ({
  state,
  startsAt,
  endsAt,
  terms,
}: Pick<StoredDiscount, 'state' | 'startsAt' | 'endsAt' | 'terms'>): Parameters<typeof couponRefusal>[0] => ({
  state,
  startsAt: startsAt && startsAt.getTime(),
  endsAt: endsAt && endsAt.getTime(),
  weekdays: terms.weekdays,
  hours: terms.hours,
  locationIds: terms.locations,
  channels: terms.channels,
  limits: terms.limits,
  givesPoints: givesPoints(terms.effect),
});
