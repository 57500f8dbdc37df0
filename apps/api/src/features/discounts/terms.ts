import type { Coupon } from '@regulars/contracts';
import { checkCoupon, instantOf } from '@regulars/loyalty';
import { redeemableOf } from './redeemable.ts';

/** What a discount gives, where and how often. */
export type DiscountTerms = Pick<
  Coupon,
  | 'effect'
  | 'on'
  | 'nth'
  | 'atMost'
  | 'minimumSpend'
  | 'budget'
  | 'exclusive'
  | 'category'
  | 'weekdays'
  | 'hours'
  | 'locations'
  | 'channels'
  | 'limits'
>;

export const termsOf = (content: DiscountTerms): DiscountTerms => ({
  effect: content.effect,
  on: content.on,
  nth: content.nth,
  atMost: content.atMost,
  minimumSpend: content.minimumSpend,
  budget: content.budget,
  exclusive: content.exclusive,
  category: content.category,
  weekdays: content.weekdays,
  hours: content.hours,
  locations: content.locations,
  channels: content.channels,
  limits: content.limits,
});

type Checked = DiscountTerms & Pick<Coupon, 'startsAt' | 'endsAt'>;

/** What contradicts itself, with pointers. */
export const discountFaults = (content: Checked): ReturnType<typeof checkCoupon> => {
  const { id: _, ...about } = redeemableOf({ id: '', ...content }, 'coupons');
  const { hours, budget, startsAt, endsAt } = content;
  const terms = { ...about, hasBudget: budget !== null, hours };
  return checkCoupon({ ...terms, startsAt: momentOf(startsAt), endsAt: momentOf(endsAt) });
};

const momentOf = (instant: string | null): number | null => (instant === null ? null : instantOf(instant));
