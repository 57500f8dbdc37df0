// Owns coupons: what they take off a cart, their codes, and who may redeem them when, where and how often.
// A code of one member is encrypted, and only that member reads it.
// Promises: no two coupons that have not ended have one code, in whatever spelling. A code for one use is used once, whatever
// happens at the same time; nobody can read it from the database.
// Publishes coupon.changed, coupon.code-used-twice.
// In the database: coupons, coupon_batches, coupon_codes, coupon_code_errors, coupon_code_returns.
// For the SQL of others: coupon_codes_read(), coupon_codes_write().
export { CodeHolds } from './code-holds.ts';
export { codesPart, type AskedCode, type CodesContext } from './code-participant.ts';
export { CouponBatches } from './coupon-batches.ts';
export { CouponCodes, type CodesSale, type FoundCode, type SaidCode } from './coupon-codes.ts';
export { Coupons } from './coupons.ts';
export { CouponsModule } from './coupons.module.ts';
export { MakeCouponCodesJob } from './make-coupon-codes.job.ts';
export { CodeRevocations } from './code-revocations.ts';
export { PastBatches } from './past-batches.ts';
export { PersonalCodes } from './personal-codes.ts';
export { UsedCodes } from './used-codes.ts';
export type { KeptCode } from './kept-code.ts';
