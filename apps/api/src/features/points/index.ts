// Owns wallets, lots, holds and the journal: how many points a member has, and why.
// Promises: the journal is append-only and balanced; nobody is below zero; due items (release, expiry, timeout)
// are always taken into account; a posting is one call that opens and one that applies, in one transaction.
// Publishes points.earned, .redeemed, .returned, .adjusted, .released, .expired, .held, .given-back, .reversed and
//   .transferred for every posting.
// In the database: wallets, points_transactions, journal, lots, takings, holds, forgiveness, status_credit,
//   moved_postings, points_days, count_status(), note_points_days().
// For the SQL of others: open_wallets(), lock_wallets(), read_balances(), apply_points(), available_points(), points_ahead(), status_credit.
//
// To post, inside Transactions.run:
//
// `const wallets = await points.open([memberId]);` locks; `{ lots: 'all' }` for everything except awards
// `const wallet = wallets.get(memberId);` loyalty's Wallet, settled to now
// `const earned = orRefuse(() => wallet.award({ …, cause: causeOf({ kind: 'purchase', purchaseId, … }) }));`
// `await points.apply(points.document(wallets, { actor, events }));`
//
// A SQL function of another feature may embed both: `open_wallets(…)` in its first call, whose result goes to
// `points.read(json)`, and `perform apply_points(document->'points')` in its second. Apply a document once:
// every posting raises the wallet's version, and an outdated one fails with SQLSTATE 40001.
export { Adjustments } from './adjustments.ts';
export { awardTaken, type StoredWallet } from './stored-wallet.ts';
export { Explanations, type KeptExplanation } from './explanations.ts';
export { ExpiringPoints, type ExpiringDay, type ExpiringPage } from './expiring-points.ts';
export { ImportedPoints, type ImportedPosted, type ImportedPosting } from './imported-points.ts';
export { MemberPointsService, showBalance } from './member-points.service.ts';
export { MergedWallets, type MergedPair, type MovedPoints } from './merged-wallets.ts';
export { OpenWallets } from './open-wallets.ts';
export type { PointsDocument } from './points-document.ts';
export { PointsFigures } from './points-figures.ts';
export { PointsModule } from './points.module.ts';
export { Points } from './points.service.ts';
export { causeOf, type PostingCause } from './posting-cause.ts';
export { asClubError, orRefuse, refuseSelfService } from './refusals.ts';
export { SelfService } from './self-service.ts';
export { SettleWalletsJob } from './settle-wallets.job.ts';
