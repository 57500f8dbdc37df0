// Owns earning rules, their versions and publications: which rules give points for a purchase, and when.
// Promises: a version never changes; the rules of any moment are in memory, and a change reaches every process at
// once. A back-test writes only its own progress and result.
// Publishes earning-rule.published, earning-rule.paused, earning-rule.withdrawn, earning-rule.trial-ended, earning-rule.budget-nearly-used, earning-rule.budget-used-up,
//   shared-budget.nearly-used, shared-budget.used-up.
// In the database: earning_rules, earning_rule_versions, rule_publications, back_tests, back_test_members, shared_budgets, budget_shards,
//   budget_notices, budget_days.
// For the SQL of others: reserve_budgets(), reserve_budget(), spend_budgets(), spend_budget(), lock_budget(), budget_used(), exceed_budget(), is_in_trial().
export { BackTests, ShownBackTests } from './back-tests.service.ts';
export { budgetsOf } from './asked-budgets.ts';
export { BudgetWatch, type Watched } from './budget-watch.ts';
export { Budgets, wantedBudget, type BudgetDays, type ReservedBudget } from './budgets.ts';
export { EarningModule } from './earning.module.ts';
export { EarningRulesService, type RuleRecord } from './earning-rules.service.ts';
export { LiveRules } from './live-rules.ts';
export { ReplayedBuyers } from './replayed-buyers.ts';
export { budgetFrom, budgetRenewsOn } from './rule-budgets.ts';
export { budgetsOfOccasion } from './occasion-budgets.ts';
export type { SharedBudgetRecord } from './shared-budget-record.ts';
export { RulePublishing } from './rule-publishing.service.ts';
export { RuleVersions } from './rule-versions.ts';
export { RuleWarnings } from './rule-warnings.ts';
