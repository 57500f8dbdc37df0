import type { FactSource } from '../facts/index.ts';

/** Uses of coupons and offers that were not given back. */
export const discountFacts: FactSource = {
  name: 'discounts',
  columns: ['coupons', 'last_coupon_at', 'offers_used'],
  events: [],
  select: ({ members }) => `
    select d.member_id, count(*) filter (where d.sort = 'coupon') as coupons,
      max(d.redeemed_at) filter (where d.sort = 'coupon') as last_coupon_at, count(*) filter (where d.sort = 'offer') as offers_used
    from discount_redemptions d where d.member_id = any(${members}) and d.state = 'redeemed' group by d.member_id`,
};
