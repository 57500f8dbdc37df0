// Owns the catalogue of rewards, redemptions and vouchers.
// Promises: stock and limits hold under any load, a voucher is used once or cancelled, points of a cancelled redemption
//   go back to the lots they came from.
// Publishes reward.changed, voucher.issued, voucher.used, voucher.cancelled.
// In the database: rewards, redemptions, vouchers.
export { PastRedemptions, type PastRedemption } from './past-redemptions.ts';
export type { NewReward, RewardRecord } from './reward.ts';
export { RewardsModule } from './rewards.module.ts';
export { RewardsService } from './rewards.service.ts';
export { VouchersService } from './vouchers.service.ts';
