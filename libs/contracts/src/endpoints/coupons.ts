import { endpoint, managers, staff } from './endpoint.ts';

export const couponStates = ['draft', 'live', 'paused', 'ended'] as const;
export type CouponState = (typeof couponStates)[number];

/** Characters of a code that everyone types. */
export const longestCouponCode = 30;
/** Times that a coupon may be redeemed, where the club limits them. */
export const mostRedemptions = 10_000_000;
/** Of those on one day, or with one code: the sale counts each of them. */
export const mostCountedRedemptions = 100_000;
/** Coupons of one club that members find, at once. */
export const mostShownCoupons = 100;
/** Pieces that the effect of a coupon may name. */
export const mostPieces = 1000;
/** The largest n of 'every n-th piece'. */
export const mostEvery = 100;
/** Of a coupon or an offer that gives points. */
export const mostBonusPoints = 1_000_000;
export const mostBonusTimes = 100;

export const listCoupons = endpoint('listCoupons', {
  method: 'GET',
  path: '/coupons',
  tag: 'Coupons',
  summary: 'List coupons, in one state or in all, the newest first',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const createCoupon = endpoint('createCoupon', {
  method: 'POST',
  path: '/coupons',
  tag: 'Coupons',
  summary: 'Add a coupon',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const getCoupon = endpoint('getCoupon', {
  method: 'GET',
  path: '/coupons/{id}',
  tag: 'Coupons',
  summary: 'Get a coupon',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const updateCoupon = endpoint('updateCoupon', {
  method: 'PATCH',
  path: '/coupons/{id}',
  tag: 'Coupons',
  summary: 'Update, publish, pause or end a coupon; creates a new version',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const getCouponPerformance = endpoint('getCouponPerformance', {
  method: 'GET',
  path: '/coupons/{id}/performance',
  tag: 'Coupons',
  summary:
    'Sum up the purchases with a coupon: their revenue and what it took off, by location, channel and week',
  access: { roles: managers, scope: ['rewards:read', 'purchases:read'], reach: 'club' },
});

export const listOwnCoupons = endpoint('listOwnCoupons', {
  method: 'GET',
  path: '/me/coupons',
  tag: 'Own view',
  summary: 'List my coupons with their codes, and those that I have used',
  access: { roles: ['member'], reach: 'own' },
});
