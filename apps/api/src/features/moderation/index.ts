// Owns trust levels, word lists, the proof of work, reports, the queue of moderators, decisions and appeals.
// Promises: nobody is restricted without a reason that they read and can appeal; only reports of trusted members hide a text;
//   each decision is in the audit log; points never buy trust.
// Publishes no events.
// In the database: moderation_settings, word_rules, community_trust, used_proofs, passed_proofs, moderation_cases,
//   moderation_decisions, content_reports.
export { ModerationModule } from './moderation.module.ts';
export { PastCases } from './past-cases.ts';
