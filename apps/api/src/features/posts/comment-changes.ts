import { Injectable } from '@nestjs/common';
import type { WritingEdit } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Authors } from './authors.ts';
import { CommentTexts } from './comment-texts.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { Telling } from './telling.ts';
import { stateAfterEdit, WritingDesk } from './writing-desk.ts';

/** Members change and delete their comments, and everyone reads what a comment was before. */
@Injectable()
export class CommentChanges {
  constructor(
    private readonly access: PostAccess,
    private readonly texts: CommentTexts,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly telling: Telling,
  ) {}

  /** Throws `not-found`, also for a comment of others, `cannot-write-here`, and what a check refuses. */
  async edit(memberId: string, id: string, source: string): Promise<void> {
    const { comment, post, met } = await this.access.comment(memberId, id);
    if (comment.authorId !== memberId) throw new ClubError('not-found');
    assertWrites(met);
    await this.authors.write(memberId, async (at) => {
      const before = await this.texts.lock(id);
      if (!before || before.state === 'deleted') throw new ClubError('not-found');
      if (before.source === source) return;
      const { communityId } = post;
      const draft = { kind: 'comment', communityId, authorId: memberId, title: null, source } as const;
      const text = await this.desk.prepare({ ...draft, pictures: 0, proof: null, isEdit: true });
      const after = { ...text, ...stateAfterEdit(before, text) };
      await this.texts.change(before, after, at);
      const ref = { kind: 'comment', id } as const;
      await this.desk.stored({ ...after, ref, communityId, authorId: memberId });
      await this.telling.edited(ref, text.mentioned);
    });
  }

  /** Once or more; also in a community that the member has left. Throws `not-found` for a comment of others. */
  async delete(memberId: string, id: string): Promise<void> {
    await this.authors.write(memberId, async () => {
      const before = await this.texts.lock(id);
      if (before?.authorId !== memberId) throw new ClubError('not-found');
      await this.texts.empty(before);
      await this.telling.gone({ kind: 'comment', id });
    });
  }

  /** The latest first. Throws `not-found`. */
  async before(memberId: string, id: string): Promise<WritingEdit[]> {
    await this.access.comment(memberId, id);
    return this.texts.before(id);
  }
}
