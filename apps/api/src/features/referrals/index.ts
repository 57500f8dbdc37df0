// Owns the links by which members bring friends, and what became of each friend.
// Promises: a friend counts once and only for one member; both get their points together, when the friend's purchase
//   can no longer be returned. Nobody learns who a friend is. A code that cannot be used never prevents joining.
// Publishes referral.joined, referral.paid, referral.review-needed, referral.approved, referral.refused, referral.lapsed,
//   referral.returned, referral.return-undone.
// In the database: referral_codes, referrals.
export { ReferralOffers } from './offers.ts';
export { ReferralCodes } from './codes.ts';
export { PayReferralsJob } from './pay-referrals.job.ts';
export { ReferralsModule } from './referrals.module.ts';
