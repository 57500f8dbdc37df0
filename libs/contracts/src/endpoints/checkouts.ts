import { endpoint, managers, staff } from './endpoint.ts';

export const checkoutStates = ['open', 'reserved', 'completed', 'cancelled', 'expired'] as const;
export type CheckoutState = (typeof checkoutStates)[number];

/** How long a cart keeps its prices, and coupons are held if nothing else is asked. */
export const checkoutMinutes = 15;
/** The most that coupons are held: a bank transfer takes a day. */
export const mostCheckoutMinutes = 1440;

/** Codes of one cart. */
export const mostCodes = 30;
/** Whether one code that does not apply refuses the whole cart. */
export const applyWays = ['all', 'partial'] as const;
/** The most that a club may let count in one cart: coupons, offers and discounts by hand together. */
export const mostDiscountsPerCart = 30;

/** Discounts by hand of one cart. */
export const mostManualDiscounts = 10;

/** Rewards of one cart, and pieces of all of them together. */
export const mostCartRewards = 10;
export const mostRewardPieces = 20;

/** Why a cart cannot redeem a reward. One of the kind `discount` may also have a problem of a coupon. */
export const cartRewardProblems = [
  'reward-needs-member',
  'reward-not-available',
  'event-begun',
  'reward-not-for-member',
  'tier-too-low',
  'reward-limit-reached',
  'out-of-stock',
  'out-of-stock-here',
  'insufficient-points',
] as const;

export type CartRewardProblem = (typeof cartRewardProblems)[number];

/** Why a discount by hand does not count. */
export const manualDiscountProblems = [
  'discount-not-allowed',
  'discount-above-limit',
  'discount-not-possible',
] as const;

export type ManualDiscountProblem = (typeof manualDiscountProblems)[number];

/** Why a code does nothing for a cart. */
export const couponProblems = [
  'coupon-unknown',
  'coupon-mistyped',
  'coupon-used',
  'coupon-held',
  'coupon-twice',
  'coupon-paused',
  'coupon-expired',
  'coupon-not-yet-valid',
  'coupon-wrong-location',
  'coupon-wrong-channel',
  'coupon-wrong-time',
  'coupon-needs-member',
  'coupon-not-for-member',
  'coupon-used-up',
  'coupon-limit-of-member',
  'coupon-limit-of-day',
  'coupon-no-matching-goods',
  'coupon-too-few-pieces',
  'coupon-without-effect',
  'coupon-other-currency',
  'coupon-minimum-spend',
  'coupon-not-combinable',
  'coupon-outdone',
  'coupon-exclusive',
  'too-many-coupons',
  'voucher-used',
  'voucher-held',
  'voucher-expired',
  'voucher-cancelled',
  'voucher-not-for-member',
  'voucher-without-effect',
] as const;
export type CouponProblem = (typeof couponProblems)[number];

export const createCheckout = endpoint('createCheckout', {
  method: 'POST',
  path: '/checkouts',
  tag: 'Checkout',
  summary:
    'Price a cart with codes and rewards: what each takes off or costs, what does not apply and why, and the points to be earned. With `complete` the purchase is posted at once, if all apply or `apply` is `partial`',
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
  summary:
    'Replace the cart of a checkout and price it again. A reserved checkout gives back what it holds and is open again',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  conditional: true,
  wallet: 'none',
});

export const reserveCheckout = endpoint('reserveCheckout', {
  method: 'POST',
  path: '/checkouts/{id}/reserve',
  tag: 'Checkout',
  summary:
    'Hold the coupons and rewards of a checkout at the prices that were told, while the customer pays; a reserved checkout is held for longer',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  idempotent: true,
  wallet: 'checkout',
});

export const completeCheckout = endpoint('completeCheckout', {
  method: 'POST',
  path: '/checkouts/{id}/complete',
  tag: 'Checkout',
  summary:
    'Post the purchase of a checkout at the prices that were told. What was reserved counts whatever changed since; an open checkout is refused if its prices have changed. A completed one names its purchase for 30 days, and one that expired or was cancelled says so for a day',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 201,
  idempotent: true,
  wallet: 'checkout',
});

/** How far back the reasons of refused codes go. */
export const mostRefusalDays = 90;

/** Coupons and offers of each list of a qualification. */
export const mostQualified = 50;

export const qualifyCheckout = endpoint('qualifyCheckout', {
  method: 'POST',
  path: '/checkouts/qualify',
  tag: 'Checkout',
  summary:
    'Say which live coupons and offers of the member would count for a cart, each alone, which need something more, and which do not count. Nothing is kept or held',
  access: { roles: staff, scope: 'rewards:read', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const validateCoupon = endpoint('validateCoupon', {
  method: 'POST',
  path: '/coupons/validate',
  tag: 'Coupons',
  summary:
    'Say whether a code counts for a cart, what it takes off, or why it does not. Nothing is kept or held',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  wallet: 'none',
});

export const exampleOfDiscount = endpoint('exampleOfDiscount', {
  method: 'POST',
  path: '/discount-examples',
  tag: 'Coupons',
  summary:
    'Show what a till says about the terms of a coupon or an offer, with goods of the club. Nothing is kept',
  access: { roles: managers, scope: 'rewards:read', reach: 'anywhere' },
  status: 200,
  wallet: 'none',
});

export const listCouponRefusals = endpoint('listCouponRefusals', {
  method: 'GET',
  path: '/coupon-refusals',
  tag: 'Coupons',
  summary: 'List codes that did nothing for a cart, and why, of the last 90 days, the latest first',
  access: { roles: managers, scope: 'rewards:read', reach: 'club' },
});

export const listCouponRefusalReasons = endpoint('listCouponRefusalReasons', {
  method: 'GET',
  path: '/coupon-refusals/reasons',
  tag: 'Coupons',
  summary: 'Count why codes did nothing, the most frequent reason first',
  access: { roles: managers, scope: 'rewards:read', reach: 'club' },
});

export const cancelCheckout = endpoint('cancelCheckout', {
  method: 'POST',
  path: '/checkouts/{id}/cancel',
  tag: 'Checkout',
  summary: 'Cancel an open or reserved checkout. What it holds is free again',
  access: { roles: staff, scope: 'purchases:write', reach: 'location' },
  status: 200,
  idempotent: true,
  wallet: 'checkout',
});
