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
  /** An opinion on a sample. */
  readonly receivedFree: boolean;
  readonly createdAt: Date;
}

type Placed = WritingRef & Pick<Writing, 'communityId' | 'postId'>;

/** Its page in the portal. */
export const pathOf = ({ kind, id, communityId, postId }: Placed): string => {
  const path = `/club/communities/${communityId}/posts/${postId}`;
  const places = { post: '', comment: `#${id}` } satisfies Record<WritingKind, string>;
  return `${path}${places[kind]}`;
};

/** What a notice of it is about: a comment goes with its post. */
export const subjectsOf = ({ id, postId }: Pick<Writing, 'id' | 'postId'>): readonly string[] => [
  ...new Set([postId, id]),
];

/** How many a comment in this state counts for. */
export const shownOf = (state: WritingState): number => Number(state === 'shown');
