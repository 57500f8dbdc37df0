// Owns the reward catalogue, redemptions and vouchers.
// Promises: stock and limits hold under any load, a voucher is used once or cancelled, points of a cancelled
// redemption and of an expired voucher return to their lots. A code of a partner is given once, and nobody can read it from the database.
// Hears tier.changed: a tier may bring a voucher, once in each qualifying period. A return that lowers the tier withdraws it.
// Publishes reward.changed, voucher.issued, voucher.used, voucher.cancelled, voucher.given-back,
//   voucher.expired.
// In the database: rewards, reward_stocks, reward_holds, redemptions, vouchers, tier_gifts, voucher_uses, partner_codes, partner_code_files, partner_code_errors.
// For the SQL of others: voucher_terms(), give_vouchers(), lock_vouchers(), withdraw_vouchers(), restore_vouchers(),
//   used_vouchers(), voucher_state(), low_stocks(), vouchers_read().
//
// A redemption without a transaction is a voucher that was given: it cost no points, so nobody can cancel it for them.
export { CartRedemptions } from './cart-redemptions.ts';
export {
  CartRewards,
  problemOfReward,
  refusalOfReward,
  type AskedReward,
  type CartReward,
  type JudgedReward,
} from './cart-rewards.ts';
export { CartVouchersRepository } from './cart-vouchers.repository.ts';
export { CartVouchers, voucherRefusalInCart, type CartVoucher } from './cart-vouchers.ts';
export { giveVoucher, type VoucherTerms } from './given-voucher.ts';
export { GrantedVouchers } from './granted-vouchers.ts';
export { PartnerCodePool } from './partner-code-pool.ts';
export { PastRedemptions, type PastRedemption } from './past-redemptions.ts';
export type { NewReward, RewardRecord } from './reward.ts';
export { RewardsModule } from './rewards.module.ts';
export { RewardsService } from './rewards.service.ts';
export { RewardHolds } from './reward-holds.ts';
export { rewardsPart, type AskedRedemption } from './reward-participant.ts';
export { SampleVouchers } from './sample-vouchers.ts';
export { VoucherHolds } from './voucher-holds.ts';
export { vouchersPart, type AskedVoucher, type VouchersContext } from './voucher-participant.ts';
export { VouchersService } from './vouchers.service.ts';
