// Owns coupons: what they take off a cart, their codes, and who may redeem them when, where and how often.
// Promises: no two coupons that have not ended have one code, in whatever spelling.
// Publishes coupon.changed.
// In the database: coupons.
export { CouponCodes, type SaidCode } from './coupon-codes.ts';
export { Coupons } from './coupons.ts';
export { CouponsModule } from './coupons.module.ts';
