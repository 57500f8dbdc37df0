import { Injectable } from '@nestjs/common';
import type { Comment, Post } from '@regulars/contracts';
import { ClubError } from '../../../platform/club-error.ts';
import { assertWrites, PostAccess } from '../post-access.ts';
import { PostParts } from '../post-parts.ts';
import { showComment } from '../show.ts';
import { MarksRepository } from './marks.repository.ts';

/** Which comment answers a question. */
@Injectable()
export class Answers {
  constructor(
    parts: PostParts,
    private readonly access: PostAccess,
    private readonly marks: MarksRepository,
  ) {
    parts.register(this);
  }

  /** Throws `not-found`, also where nothing answers it. */
  async of(memberId: string, postId: string): Promise<Comment> {
    await this.access.post(memberId, postId);
    const [found] = await this.marks.answers([postId]);
    if (!found?.answerId) throw new ClubError('not-found');
    const { comment } = await this.access.comment(memberId, found.answerId);
    return showComment(comment, memberId);
  }

  /**
   * By who asked, or a moderator. None with null.
   * Throws `not-found`, `not-allowed`, `cannot-write-here`, `invalid-request` for no question or a comment of another.
   */
  async set(memberId: string, postId: string, commentId: string | null): Promise<void> {
    const { post, met } = await this.access.post(memberId, postId);
    if (post.authorId !== memberId && !met.rights.moderate) throw new ClubError('not-allowed');
    assertWrites(met);
    if (post.kind !== 'question' || post.state === 'deleted') throw new ClubError('not-found');
    if (commentId !== null) {
      const { comment } = await this.access.comment(memberId, commentId);
      if (comment.postId !== postId || comment.state !== 'shown')
        throw ClubError.field('invalid-request', '/commentId', 'a comment of this question');
    }
    await this.marks.setAnswer(postId, commentId);
  }

  async show(postIds: readonly string[]): Promise<ReadonlyMap<string, Pick<Post, 'answerId'>>> {
    const rows = await this.marks.answers(postIds);
    return new Map(rows.map(({ postId, answerId }) => [postId, { answerId }]));
  }
}
