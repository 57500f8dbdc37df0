// Owns pairs of members who may be one person, merges of both, and the way back.
// Promises: points move in the journal, lot by lot; undone at once, a merge leaves everything as it was; what was spent in between
// stays spent, and what was bought follows its card (ADR 116).
// Publishes member.merged, member.unmerged.
// In the database: merges, merge_moves, duplicate_pairs.
export { FindDuplicatesJob } from './find-duplicates.job.ts';
export { MergesModule } from './merges.module.ts';
