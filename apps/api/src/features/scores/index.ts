// Owns scores of members: recency, frequency and money in fifths, A, B and C, and the figures of the runs that computed them.
// Promises: equal values always have equal scores; a score is stored only while its member allows profiling, and a withdrawal
//   deletes it in its own transaction; a killed run goes on; others are counted only in cells of at least twenty.
// Publishes no events.
// In the database: score_settings, score_settings_versions, score_runs, score_values, member_scores, score_counts, score_cohorts.
export { ComputeScoresJob } from './compute-scores.job.ts';
export { ScoresModule } from './scores.module.ts';
