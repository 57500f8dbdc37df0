import { Injectable } from '@nestjs/common';
import type { BodyOf, editPost, WritingEdit } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Authors } from './authors.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { PostParts } from './post-parts.ts';
import { PostTexts } from './post-texts.ts';
import { Telling } from './telling.ts';
import { stateAfterEdit, WritingDesk } from './writing-desk.ts';

/** Members change and delete their posts, and everyone reads what a post was before. */
@Injectable()
export class PostChanges {
  constructor(
    private readonly access: PostAccess,
    private readonly texts: PostTexts,
    private readonly parts: PostParts,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly telling: Telling,
  ) {}

  /** Throws `not-found`, also for a post of others, `cannot-write-here`, `unknown-interest`, `unknown-picture`, and what a check refuses. */
  async edit(memberId: string, id: string, body: BodyOf<typeof editPost>): Promise<void> {
    const { title, source, interests, pictures = [] } = body;
    const { post, met } = await this.access.post(memberId, id);
    if (post.authorId !== memberId || post.state === 'deleted') throw new ClubError('not-found');
    assertWrites(met);
    await this.authors.write(memberId, async (at) => {
      const before = await this.texts.lock(id);
      if (!before || before.state === 'deleted') throw new ClubError('not-found');
      await this.texts.setInterests(before, interests);
      const hasOtherParts = await this.parts.change(id, memberId, body);
      if (before.title === title && before.source === source && !hasOtherParts) return;
      const { communityId } = before;
      const draft = { kind: 'post', communityId, authorId: memberId, title, source } as const;
      const shown = hasOtherParts ? pictures.length : 0;
      const text = await this.desk.prepare({ ...draft, pictures: shown, proof: null, isEdit: true });
      const after = { ...text, ...stateAfterEdit(before, text) };
      await this.texts.change(before, after, at);
      const ref = { kind: 'post', id } as const;
      await this.desk.stored({ ...after, ref, communityId, authorId: memberId });
      await this.telling.edited(ref, text.mentioned);
    });
  }

  /** Once or more; also in a community that the member has left. Throws `not-found` for a post of others. */
  async delete(memberId: string, id: string): Promise<void> {
    await this.authors.write(memberId, async () => {
      const before = await this.texts.lock(id);
      if (before?.authorId !== memberId) throw new ClubError('not-found');
      await this.texts.empty(id);
      await this.telling.gone({ kind: 'post', id });
    });
  }

  /** The latest first. Throws `not-found`. */
  async before(memberId: string, id: string): Promise<WritingEdit[]> {
    await this.access.post(memberId, id);
    return this.texts.before(id);
  }
}
