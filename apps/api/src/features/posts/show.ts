import {
  reactionKinds,
  type Comment,
  type CommunityComment,
  type CommunityPost,
  type Post,
  type Reactions,
  type WritingEdit,
} from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { CommentRow } from './comments.repository.ts';
import type { EditRow } from './edits.repository.ts';
import { excerptOf } from './excerpt.ts';
import type { ListedPostRow } from './feed.repository.ts';
import type { PostRow } from './posts.repository.ts';

type ShownRow = Pick<
  PostRow,
  | 'id'
  | 'state'
  | 'heldWhy'
  | 'source'
  | 'html'
  | 'createdAt'
  | 'editedAt'
  | 'byClub'
  | 'authorId'
  | 'nickname'
  | 'role'
> &
  Pick<PostRow, 'hearts' | 'thanks' | 'clevers' | 'mine'>;

export const showReactions = ({
  hearts,
  thanks,
  clevers,
  mine,
}: Pick<ShownRow, 'hearts' | 'thanks' | 'clevers' | 'mine'>): Reactions => ({
  heart: hearts,
  thanks,
  clever: clevers,
  mine: reactionKinds.filter((kind) => mine?.includes(kind)),
});

/** All who write have a nickname, until their membership ends. */
const authorKind = ({ byClub, nickname }: Pick<ShownRow, 'byClub' | 'nickname'>): Post['author']['kind'] => {
  if (byClub) return 'club';
  return nickname === null ? 'former' : 'member';
};

/** What is deleted has no text, also if a moderator deleted it and may bring it back. */
const showWriting = (row: ShownRow, memberId: string | null) => {
  const isMine = row.authorId !== null && row.authorId === memberId;
  const isGone = row.state === 'deleted';
  return {
    id: row.id,
    author: { kind: authorKind(row), nickname: row.nickname, role: row.role, mine: isMine },
    source: isMine && !isGone ? row.source : null,
    html: isGone ? '' : row.html,
    state: row.state,
    heldWhy: isMine ? row.heldWhy : null,
    createdAt: toInstant(row.createdAt),
    editedAt: row.editedAt && toInstant(row.editedAt),
    reactions: showReactions(row),
  };
};

export const showPost = (row: PostRow, memberId: string | null): Post => ({
  ...showWriting(row, memberId),
  communityId: row.communityId,
  kind: row.kind,
  title: row.state === 'deleted' ? null : row.title,
  pinned: row.pinned ?? false,
  activeAt: toInstant(row.activeAt),
  comments: row.comments,
  interests: row.state === 'deleted' ? [] : row.interests,
  // The parts of posts add theirs.
  pictures: [],
  poll: null,
  productTest: null,
  answerId: null,
});

export const showComment = (row: CommentRow, memberId: string | null): Comment => ({
  ...showWriting(row, memberId),
  postId: row.postId,
  replyTo: row.replyTo,
  opinion: row.receivedFree && row.state !== 'deleted' ? { receivedFree: true, rating: row.rating } : null,
});

/** As managers see it. */
export const showListedComment = (row: CommentRow & { memberName: string | null }): CommunityComment => {
  const { source: _, reactions: __, ...comment } = showComment(row, null);
  return { ...comment, heldWhy: row.heldWhy, member: personOf(row) };
};

const personOf = ({ authorId, memberName }: { authorId: string | null; memberName: string | null }) =>
  authorId === null ? null : { id: authorId, displayName: memberName ?? '' };

export const showEdit = ({ title, html, until }: EditRow): WritingEdit => ({
  title,
  html,
  changedAt: toInstant(until),
});

/** As managers see it: they know the person, and read also what is not shown. */
export const showListed = (row: ListedPostRow): CommunityPost => {
  const { source: _, reactions: __, ...post } = showPost(row, null);
  return {
    ...post,
    excerpt: row.state === 'deleted' ? '' : excerptOf(row.source),
    heldWhy: row.heldWhy,
    member: personOf(row),
  };
};
