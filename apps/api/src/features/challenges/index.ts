// Owns challenges, what purchases counted towards them, and the cards that they filled.
// Promises: progress is exact under any load, because the wallet of the member is its lock; a filled card gives its reward
// once; a return takes its part back. A sale asks nothing while no challenge is live.
// Publishes challenge.filled, challenge.withdrawn, challenge.kept, challenge.changed.
// Gives badges, which members keep.
// In the database: challenges, challenge_progress, challenge_counts, challenge_fills.
// For the SQL of others: challenge_name().
export { Badges } from './badges.ts';
export { challengesPart } from './challenge-participant.ts';
export { ChallengesModule } from './challenges.module.ts';
export { MergedChallenges } from './merged-challenges.repository.ts';
export { Challenges } from './challenges.ts';
