// Owns the reward catalogue, redemptions and vouchers.
// Promises: stock and limits hold under any load, a voucher is used once or cancelled, points of a cancelled
// redemption return to their lots.
// Publishes reward.changed, voucher.issued, voucher.used, voucher.cancelled.
// In the database: rewards, redemptions, vouchers.
export { PastRedemptions, type PastRedemption } from './past-redemptions.ts';
export type { NewReward, RewardRecord } from './reward.ts';
export { RewardsModule } from './rewards.module.ts';
export { RewardsService } from './rewards.service.ts';
export { VouchersService } from './vouchers.service.ts';
