import { Injectable } from '@nestjs/common';
import type { WritingEdit } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Authors } from './authors.ts';
import { CommentsRepository, type LockedComment } from './comments.repository.ts';
import { EditsRepository } from './edits.repository.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { PostsRepository } from './posts.repository.ts';
import { showEdit } from './show.ts';
import { stateAfterEdit, WritingDesk } from './writing-desk.ts';
import { shownOf } from './writing.ts';

/** Members change and delete their comments, and everyone reads what a comment was before. */
@Injectable()
export class CommentChanges {
  constructor(
    private readonly access: PostAccess,
    private readonly posts: PostsRepository,
    private readonly comments: CommentsRepository,
    private readonly edits: EditsRepository,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
  ) {}

  /** Throws `not-found`, also for a comment of others, `cannot-write-here`, and what a check refuses. */
  async edit(memberId: string, id: string, source: string): Promise<void> {
    const { comment, post, met } = await this.access.comment(memberId, id);
    if (comment.authorId !== memberId || comment.state === 'deleted') throw new ClubError('not-found');
    assertWrites(met);
    await this.authors.write(memberId, async (at) => {
      const before = await this.#locked(id);
      if (before.source === source) return;
      const { communityId } = post;
      const draft = { kind: 'comment', communityId, authorId: memberId, title: null, source } as const;
      const text = await this.desk.prepare({ ...draft, pictures: 0, proof: null, isEdit: true });
      const after = stateAfterEdit(before, text);
      await this.edits.keep({ kind: 'comment', id }, { title: null, ...before }, at);
      await this.comments.rewrite(id, { ...text, ...after }, at);
      await this.#count(before, shownOf(after.state) - shownOf(before.state));
      const ref = { kind: 'comment', id } as const;
      await this.desk.stored({ ...text, ...after, ref, communityId, authorId: memberId });
    });
  }

  /** Once or more; also in a community that the member has left. Throws `not-found` for a comment of others. */
  async delete(memberId: string, id: string): Promise<void> {
    await this.authors.write(memberId, async () => {
      const before = await this.comments.lock(id);
      if (before?.authorId !== memberId) throw new ClubError('not-found');
      await this.comments.empty(id);
      await this.edits.forget({ kind: 'comment', id });
      await this.#count(before, -shownOf(before.state));
    });
  }

  /** The latest first. Throws `not-found`. */
  async before(memberId: string, id: string): Promise<WritingEdit[]> {
    await this.access.comment(memberId, id);
    return (await this.edits.list({ kind: 'comment', id })).map(showEdit);
  }

  async #locked(id: string): Promise<LockedComment> {
    const comment = await this.comments.lock(id);
    if (!comment || comment.state === 'deleted') throw new ClubError('not-found');
    return comment;
  }

  async #count({ postId }: LockedComment, change: number): Promise<void> {
    if (change !== 0) await this.posts.commented(postId, change, null);
  }
}
