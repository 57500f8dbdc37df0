// Owns the ladder of tiers and where members stand on it.
// Promises: a posting of status lifts a member at once; a tier is lost only when a review finds that the period
// earned less; members are told before that, once for each tier and period; a granted tier ends at its moment and never
// lowers an earned one; every change is dated and says why.
// `tier_standings(…)` and `change_tiers(…)` serve SQL functions of others.
// Publishes tier.changed, ladder.changed.
// In the database: tiers, member_tiers, tier_changes, tier_grants.
// For the SQL of others: tier_standings(), tier_year_json(), change_tiers().
export { tierFactColumns } from './facts.repository.ts';
export { bookedAfter, Ladder, tierFacts, type BookedTier } from './ladder.ts';
export { LadderService, type NewTier } from './ladder.service.ts';
export { eventsOf as tierEventsOf, rowsOf as tierRowsOf, type TierChange } from './tier-changes.ts';
export { momentsOf, periodFound, type AskedPeriod } from './asked-period.ts';
export { jsonOf as measureJson, type Measure } from './measure.ts';
export { MergedTiers } from './merged-tiers.ts';
export { OpeningTiers } from './opening-tiers.ts';
export { TierNotices } from './tier-notices.ts';
export { TierOutlook } from './tier-outlook.ts';
export { TierReviews } from './tier-reviews.ts';
export { TierRewards } from './tier-rewards.ts';
export { TiersModule } from './tiers.module.ts';
export { Tiers } from './tiers.ts';
