// Owns coupons: what they take off a cart, their codes, who may redeem them when, where and how often, and what was redeemed.
// Promises: no two coupons that have not ended have one code, in whatever spelling. Limits are exact under any load: the one
// who comes too late is refused before anything is booked. A return of everything gives a use back, once.
// A hold that nobody completes ends at its time, whether a job has run or not.
// Publishes coupon.changed, coupon.redeemed, coupon.given-back.
// In the database: coupons, coupon_redemptions, coupon_holds.
// For the SQL of others: coupons_read().
export { CouponCodes, type SaidCode } from './coupon-codes.ts';
export { CouponHolds } from './coupon-holds.ts';
export { couponsPart, type AskedCoupon, type CouponContext } from './coupon-participant.ts';
export { Coupons } from './coupons.ts';
export { CouponsModule } from './coupons.module.ts';
