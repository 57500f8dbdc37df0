import { Injectable } from '@nestjs/common';
import type { WritingState } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CommentTexts } from './comment-texts.ts';
import { PostsRepository } from './posts.repository.ts';
import { Telling } from './telling.ts';
import { WritingDesk } from './writing-desk.ts';
import type { Writing, WritingKind, WritingRef } from './writing.ts';
import { WritingsRepository } from './writings.repository.ts';

/** Posts and comments for features that judge them. */
@Injectable()
export class Writings {
  constructor(
    private readonly writings: WritingsRepository,
    private readonly posts: PostsRepository,
    private readonly comments: CommentTexts,
    private readonly desk: WritingDesk,
    private readonly telling: Telling,
    private readonly transactions: Transactions,
  ) {}

  /** Those that exist, in the order of the references. */
  async find(refs: readonly WritingRef[]): Promise<Writing[]> {
    const idsOf = (kind: WritingKind): string[] =>
      refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
    const found = await this.writings.find(idsOf('post'), idsOf('comment'));
    const byId = new Map(found.map((writing) => [writing.id, writing]));
    return refs.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** In the caller's transaction. The numbers of the post stay right; the text stays. Throws `not-found`. */
  async setState(ref: WritingRef, state: WritingState): Promise<void> {
    const set: Readonly<Record<WritingKind, () => Promise<void>>> = {
      post: () => this.#setPost(ref.id, state),
      comment: () => this.#setComment(ref.id, state),
    };
    await this.transactions.run(async () => {
      await set[ref.kind]();
      await this.#tell(ref, state);
    });
  }

  /** The post, and up to `count` comments before and after; of a post, its first comments. */
  async around(ref: WritingRef, count: number): Promise<Writing[]> {
    const [writing] = await this.find([ref]);
    if (!writing) return [];
    const [post] = await this.find([{ kind: 'post', id: writing.postId }]);
    const comments = await this.writings.around(
      writing.postId,
      ref.kind === 'comment' ? writing : null,
      count,
    );
    return [...(post ? [post] : []), ...comments];
  }

  /** The newest first. */
  async ofAuthor(memberId: string, most: number): Promise<Writing[]> {
    return this.writings.ofAuthor(memberId, most);
  }

  async #setPost(id: string, state: WritingState): Promise<void> {
    if (!(await this.posts.lock(id))) throw new ClubError('not-found');
    await this.posts.setState(id, state);
  }

  async #setComment(id: string, state: WritingState): Promise<void> {
    const before = await this.comments.lock(id);
    if (!before) throw new ClubError('not-found');
    await this.comments.setState(before, state);
  }

  /** What was approved is told like something new, and what was hidden no longer. */
  async #tell(ref: WritingRef, state: WritingState): Promise<void> {
    if (state !== 'shown') return this.telling.gone(ref);
    const [writing] = await this.find([ref]);
    if (writing)
      await this.telling.shown(ref, await this.desk.mentioned(writing.communityId, writing.source));
  }
}
