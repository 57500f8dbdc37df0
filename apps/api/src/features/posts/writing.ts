import type { WritingState } from '@regulars/contracts';

export type WritingKind = 'post' | 'comment';

export interface WritingRef {
  readonly kind: WritingKind;
  readonly id: string;
}

/** A post or a comment, as moderators judge it. */
export interface Writing extends WritingRef {
  readonly communityId: string;
  /** Of a post: its own id. */
  readonly postId: string;
  /** Null for the club and for a former member. */
  readonly authorId: string | null;
  readonly title: string | null;
  readonly source: string;
  readonly html: string;
  readonly state: WritingState;
  readonly createdAt: Date;
}

/** How many a comment in this state counts for. */
export const shownOf = (state: WritingState): number => Number(state === 'shown');
