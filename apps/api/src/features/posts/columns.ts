import type { communityRoles, HeldReason, PostKind, ReactionKind, WritingState } from '@regulars/contracts';

type Role = (typeof communityRoles)[number];

/** What columns hold beyond what PostgreSQL knows: words of texts, what is never null. */
export type Columns = {
  'polls-of-posts:votes': number[];
  'posts.kind': PostKind;
  'posts.state': WritingState;
  'posts.held_why': HeldReason;
  'comments.state': WritingState;
  'comments.held_why': HeldReason;
  'community_memberships.role': Role;
  'reactions.kind': ReactionKind;
};
