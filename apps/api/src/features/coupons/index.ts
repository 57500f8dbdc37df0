// Owns coupons: what they take off a cart, their codes, who may redeem them when, where and how often, and what was redeemed.
// Promises: no two coupons that have not ended have one code, in whatever spelling. Limits are exact under any load: the one
// who comes too late is refused before anything is booked. A return of everything gives a use back, once.
// Publishes coupon.changed, coupon.redeemed, coupon.given-back.
// In the database: coupons, coupon_redemptions.
export { CouponCodes, type SaidCode } from './coupon-codes.ts';
export { couponsPart, type AskedCoupon } from './coupon-participant.ts';
export { Coupons } from './coupons.ts';
export { CouponsModule } from './coupons.module.ts';
