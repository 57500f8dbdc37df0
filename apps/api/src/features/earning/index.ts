// Owns earning rules and their versions: what gives points for a purchase.
// Promises: a version never changes; what is live is in memory, and a change reaches every process at once.
// Publishes earning-rule.published, earning-rule.paused.
export { EarningModule } from './earning.module.ts';
export { EarningRulesService, type NewEarningRule } from './earning-rules.service.ts';
export { explain } from './explanation.ts';
export { LiveRules } from './live-rules.ts';
export { RuleVersions } from './rule-versions.ts';
