import { Injectable } from '@nestjs/common';
import type { BodyOf, Comment, createComment, Opinion } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Authors } from './authors.ts';
import { CommentTexts } from './comment-texts.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { showComment } from './show.ts';
import { Telling } from './telling.ts';
import { WritingDesk } from './writing-desk.ts';

/** Members write comments. */
@Injectable()
export class OwnComments {
  constructor(
    private readonly access: PostAccess,
    private readonly texts: CommentTexts,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly telling: Telling,
  ) {}

  /** Throws `not-found`. */
  async one(memberId: string, id: string): Promise<Comment> {
    const { comment } = await this.access.comment(memberId, id);
    return showComment(comment, memberId);
  }

  /**
   * With `opinion` on a sample: it says for good that its author received it free.
   * Throws `not-found`, `cannot-write-here`, `invalid-request`, and what a check refuses.
   */
  async create(
    memberId: string,
    postId: string,
    { source, replyTo, proof }: BodyOf<typeof createComment>,
    opinion: Pick<Opinion, 'rating'> | null = null,
  ): Promise<Comment> {
    const { post, met } = await this.access.post(memberId, postId);
    assertWrites(met);
    if (post.state !== 'shown') throw new ClubError('cannot-write-here');
    const parent = replyTo === null ? null : await this.texts.parent(postId, replyTo, memberId);
    return this.authors.write(memberId, async (createdAt) => {
      const { communityId } = post;
      const draft = { kind: 'comment', communityId, authorId: memberId, title: null, source, proof } as const;
      const text = await this.desk.prepare({ ...draft, pictures: 0, isEdit: false });
      const id = newId();
      const about = { id, postId, replyTo: parent, authorId: memberId, byClub: false, createdAt, opinion };
      await this.texts.add({ ...text, ...about });
      const ref = { kind: 'comment', id } as const;
      await this.desk.stored({ ...text, ref, communityId, authorId: memberId });
      await this.telling.shown(ref, text.mentioned);
      return this.one(memberId, id);
    });
  }
}
