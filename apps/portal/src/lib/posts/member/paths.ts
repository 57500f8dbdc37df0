import type { Comment, Post } from '@regulars/contracts';

type PostRef = Pick<Post, 'id' | 'communityId'>;
type CommentRef = Pick<Comment, 'id'>;

/** The page of a post. */
export const postPath = ({ id, communityId }: PostRef): string =>
  `/club/communities/${communityId}/posts/${id}`;

/** Where its author changes or deletes it. */
export const editPath = (post: PostRef, comment?: CommentRef): string =>
  comment ? `${postPath(post)}/comments/${comment.id}` : `${postPath(post)}/edit`;

/** What it was before. */
export const beforePath = (post: PostRef, comment?: CommentRef): string =>
  `${postPath(post)}/before${comment ? `?comment=${comment.id}` : ''}`;
