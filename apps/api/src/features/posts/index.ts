// Owns posts and comments of communities, reactions to them, what they were before, and what a member has read.
// Promises: a text is rendered and cleaned when it is written; the numbers on a post are right after each transaction;
//   what is not shown is seen by its author and moderators only; each registered check judges a text before it is stored;
//   an opinion on a product that its author received free says so as long as its text exists.
// Hears member.closed: what a member wrote goes, if the member chose that.
// Publishes no events.
// In the database: posts, comments, post_edits, reactions, community_reads, post_pictures, polls, poll_votes, writing_choices.
// For the SQL of others: posts, comments, community_reads.
export { Announcements } from './announcements.ts';
export { Feeds } from './feeds.ts';
export { OwnComments } from './own-comments.ts';
export { PastPosts, type PastPost } from './past-posts.ts';
export { PostParts } from './post-parts.ts';
export { PostsModule } from './posts.module.ts';
export {
  WritingChecks,
  type StoredWriting,
  type WritingCheck,
  type WritingDraft,
  type WritingVerdict,
} from './writing-checks.ts';
export { excerptOf } from './excerpt.ts';
export { linksOf } from './links.ts';
export { pathOf, subjectsOf, type Writing, type WritingKind, type WritingRef } from './writing.ts';
export { Writings } from './writings.ts';
