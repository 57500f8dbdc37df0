// Owns what members said about interests, what was observed of them, and what both count.
// Promises: something is observed only of members who allow profiling, and a withdrawal deletes it in its own transaction; what
//   a member said needs no consent, counts at once and wins; what was blocked does not come back.
// Publishes no events.
// In the database: interest_settings, interest_choices, interest_signals, interest_due, interest_refill, note_interests_due(),
//   note_interests_stale().
// For the SQL of others: note_interests_due(), note_interests_stale().
export { InterestSources } from './interest-sources.ts';
export { InterestsModule } from './interests.module.ts';
export { OwnInterests } from './own-interests.ts';
export { SettleInterestsJob } from './settle-interests.job.ts';
