import { endpoint, staff } from './endpoint.ts';

export const redeemCouponCode = endpoint('redeemCouponCode', {
  method: 'POST',
  path: '/coupon-codes/{code}/redemptions',
  tag: 'Coupons',
  summary:
    'Redeem one code for a till that prices its sales itself: what it takes off each line, without a purchase. The checks and limits of a checkout apply',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'named',
});

export const rollBackCouponRedemption = endpoint('rollBackCouponRedemption', {
  method: 'POST',
  path: '/coupon-redemptions/{id}/rollback',
  tag: 'Coupons',
  summary: 'Give a code back that was redeemed without a purchase, once',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  idempotent: true,
  wallet: 'none',
});
