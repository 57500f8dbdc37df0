import { endpoint, staff } from './endpoint.ts';

export const checkoutStates = ['open', 'completed', 'cancelled', 'expired'] as const;
export type CheckoutState = (typeof checkoutStates)[number];

/** Codes of one cart. */
export const mostCodes = 30;
/** Coupons that one cart may use. */
export const mostCouponsPerCart = 10;

/** Why a code does nothing for a cart. */
export const couponProblems = [
  'coupon-unknown',
  'coupon-twice',
  'coupon-paused',
  'coupon-expired',
  'coupon-not-yet-valid',
  'coupon-wrong-location',
  'coupon-wrong-channel',
  'coupon-wrong-time',
  'coupon-needs-member',
  'coupon-used-up',
  'coupon-limit-of-member',
  'coupon-no-matching-goods',
  'coupon-too-few-pieces',
  'coupon-without-effect',
  'coupon-other-currency',
  'coupon-minimum-spend',
  'coupon-not-combinable',
  'coupon-outdone',
  'coupon-exclusive',
  'too-many-coupons',
] as const;
export type CouponProblem = (typeof couponProblems)[number];

export const createCheckout = endpoint('createCheckout', {
  method: 'POST',
  path: '/checkouts',
  tag: 'Checkout',
  summary:
    'Price a cart with codes: what each takes off, what does not apply and why, and the points to be earned. With `complete` the purchase is posted at once, if every code applies',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotentWith: 'complete',
  wallet: 'named',
});

export const getCheckout = endpoint('getCheckout', {
  method: 'GET',
  path: '/checkouts/{id}',
  tag: 'Checkout',
  summary: 'Get a checkout as it was priced',
  access: { roles: staff, scope: 'purchases:read', reach: 'location' },
});

export const replaceCheckout = endpoint('replaceCheckout', {
  method: 'PUT',
  path: '/checkouts/{id}',
  tag: 'Checkout',
  summary: 'Replace the cart of an open checkout and price it again',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  conditional: true,
  wallet: 'none',
});

export const completeCheckout = endpoint('completeCheckout', {
  method: 'POST',
  path: '/checkouts/{id}/complete',
  tag: 'Checkout',
  summary: 'Post the purchase of a checkout at the prices that were told; refused if they have changed',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'checkout',
});

export const cancelCheckout = endpoint('cancelCheckout', {
  method: 'POST',
  path: '/checkouts/{id}/cancel',
  tag: 'Checkout',
  summary: 'Cancel an open checkout',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  idempotent: true,
  wallet: 'checkout',
});
