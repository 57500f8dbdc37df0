import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { CommentsRepository } from './comments.repository.ts';
import { PastParts, type PastPostParts } from './past-parts.ts';
import { PastVotesRepository } from './past-votes.repository.ts';
import { PostsRepository } from './posts.repository.ts';
import { WritingDesk } from './writing-desk.ts';

export interface PastComment {
  readonly authorId: string;
  readonly source: string;
  readonly createdAt: Date;
}

/** A post with everything that came of it. */
export interface PastPost extends PastPostParts {
  readonly communityId: string;
  /** Null for the club. */
  readonly authorId: string | null;
  readonly kind: 'post' | 'question' | 'poll' | 'announcement' | 'product-test';
  readonly title: string | null;
  readonly source: string;
  /** Keys of the club's list. */
  readonly interests: readonly string[];
  readonly createdAt: Date;
  readonly isPinned: boolean;
  /** In the order of their times. */
  readonly comments: readonly PastComment[];
  /** The place of the comment that answers it. */
  readonly answer: number | null;
  /** Members who gave a heart. */
  readonly hearts: readonly string[];
}

/** Posts of the past, for the demo. Nobody checks them, and nobody is told. */
@Injectable()
export class PastPosts {
  constructor(
    private readonly posts: PostsRepository,
    private readonly comments: CommentsRepository,
    private readonly votes: PastVotesRepository,
    private readonly desk: WritingDesk,
    private readonly parts: PastParts,
    private readonly transactions: Transactions,
  ) {}

  /** Their ids, in the same order. */
  async add(posts: readonly PastPost[]): Promise<string[]> {
    const ids: string[] = [];
    for (const post of posts) ids.push(await this.transactions.run(() => this.#add(post)));
    return ids;
  }

  async #add(post: PastPost): Promise<string> {
    const id = newId();
    const { communityId, authorId, kind, createdAt, interests } = post;
    const text = await this.desk.ofClub(communityId, post);
    const about = { id, communityId, authorId, byClub: authorId === null, kind, createdAt } as const;
    await this.posts.insert({ ...text, ...about, interests });
    await this.parts.add(about, post);
    const comments: string[] = [];
    for (const comment of post.comments) comments.push(await this.#comment(id, communityId, comment));
    const answerId = post.answer === null ? null : (comments[post.answer] ?? null);
    await this.parts.mark(about, answerId, post.isPinned);
    await this.votes.like(id, post.hearts, createdAt);
    return id;
  }

  async #comment(
    postId: string,
    communityId: string,
    { authorId, source, createdAt }: PastComment,
  ): Promise<string> {
    const id = newId();
    const { title: _, mentioned: __, ...text } = await this.desk.ofClub(communityId, { title: null, source });
    await this.comments.insert({
      ...text,
      id,
      postId,
      replyTo: null,
      authorId,
      byClub: false,
      createdAt,
      opinion: null,
    });
    await this.posts.commented(postId, 1, createdAt);
    return id;
  }
}
