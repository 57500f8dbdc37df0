import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { statement } from './statements.ts';
import type { Writing } from './writing.ts';

const ofPost = `select p.id, p.community_id as "communityId", p.id as "postId", p.author_id as "authorId", p.title, p.source, p.html,
  p.state, p.created_at as "createdAt" from posts p`;
const ofComment = `select c.id, p.community_id as "communityId", c.post_id as "postId", c.author_id as "authorId", c.source, c.html,
  c.state, c.received_free as "receivedFree", c.created_at as "createdAt" from comments c join posts p on p.id = c.post_id`;
const posts = statement('writings-posts', `${ofPost} where p.id = any($1::uuid[])`);
const comments = statement('writings-comments', `${ofComment} where c.id = any($1::uuid[])`);
const postsOfAuthor = statement(
  'writings-posts-of-author',
  `${ofPost} where p.author_id = $1 order by p.created_at desc, p.id desc limit $2`,
);
const commentsOfAuthor = statement(
  'writings-comments-of-author',
  `${ofComment} where c.author_id = $1 order by c.created_at desc, c.id desc limit $2`,
);
const before = statement(
  'writings-before',
  `${ofComment} where c.post_id = $1 and (c.created_at, c.id) <= ($2::timestamptz, $3::uuid) order by c.created_at desc, c.id desc limit $4`,
);
const after = statement(
  'writings-after',
  `${ofComment} where c.post_id = $1 and (c.created_at, c.id) > ($2::timestamptz, $3::uuid) order by c.created_at, c.id limit $4`,
);

/** Posts and comments in the same shape. */
@Injectable()
export class WritingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(postIds: readonly string[], commentIds: readonly string[]): Promise<Writing[]> {
    const found: Writing[] = [];
    if (postIds.length > 0) found.push(...(await this.transactions.query(posts, [postIds])).map(asPost));
    if (commentIds.length > 0)
      found.push(...(await this.transactions.query(comments, [commentIds])).map(asComment));
    return found;
  }

  /** Up to `count` comments before and after this one, and it; without one, the first. The oldest first. */
  async around(
    postId: string,
    comment: Pick<Writing, 'id' | 'createdAt'> | null,
    count: number,
  ): Promise<Writing[]> {
    if (!comment)
      return (await this.transactions.query(after, [postId, new Date(0), lowestId, count])).map(asComment);
    const { id, createdAt } = comment;
    const earlier = await this.transactions.query(before, [postId, createdAt, id, count + 1]);
    const later = await this.transactions.query(after, [postId, createdAt, id, count]);
    return [...earlier.toReversed(), ...later].map(asComment);
  }

  /** The newest first. */
  async ofAuthor(memberId: string, most: number): Promise<Writing[]> {
    const written = [
      ...(await this.transactions.query(postsOfAuthor, [memberId, most])).map(asPost),
      ...(await this.transactions.query(commentsOfAuthor, [memberId, most])).map(asComment),
    ];
    return written.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()).slice(0, most);
  }
}

const asPost = (row: Omit<Writing, 'kind' | 'receivedFree'>): Writing => ({
  kind: 'post',
  receivedFree: false,
  ...row,
});
const asComment = (row: Omit<Writing, 'kind' | 'title'>): Writing => ({
  kind: 'comment',
  title: null,
  ...row,
});
