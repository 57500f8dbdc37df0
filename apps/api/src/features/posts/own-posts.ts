import { Injectable } from '@nestjs/common';
import type { Post } from '@regulars/contracts';
import { newId } from '../../platform/ids.ts';
import { Authors } from './authors.ts';
import { PostAccess } from './post-access.ts';
import { PostParts, type PostBody } from './post-parts.ts';
import { PostTexts } from './post-texts.ts';
import { showPost } from './show.ts';
import { Telling } from './telling.ts';
import { WritingDesk } from './writing-desk.ts';

/** Members read one post, and write new ones. */
@Injectable()
export class OwnPosts {
  constructor(
    private readonly access: PostAccess,
    private readonly texts: PostTexts,
    private readonly desk: WritingDesk,
    private readonly parts: PostParts,
    private readonly authors: Authors,
    private readonly telling: Telling,
  ) {}

  /** Throws `not-found`. */
  async one(memberId: string, id: string): Promise<Post> {
    const { post } = await this.access.post(memberId, id);
    const [shown] = await this.parts.show([showPost(post, memberId)], memberId);
    if (!shown) throw new Error('each post is shown');
    return shown;
  }

  /** Throws `not-found`, `cannot-write-here`, `unknown-interest`, and what a check refuses. */
  async create(memberId: string, communityId: string, body: PostBody): Promise<Post> {
    await this.access.toWrite(memberId, communityId);
    return this.authors.write(memberId, async (createdAt) => {
      const { title, source, proof, pictures, interests } = body;
      const kind = body.poll ? 'poll' : body.kind;
      const draft = { kind: 'post', communityId, authorId: memberId, title, source, proof } as const;
      const text = await this.desk.prepare({ ...draft, pictures: pictures.length, isEdit: false });
      const id = newId();
      const about = { id, communityId, authorId: memberId, byClub: false, kind, createdAt } as const;
      await this.texts.add({ ...text, ...about, interests });
      await this.parts.store(id, memberId, body);
      const ref = { kind: 'post', id } as const;
      await this.desk.stored({ ...text, ref, communityId, authorId: memberId });
      await this.telling.shown(ref, text.mentioned);
      return this.one(memberId, id);
    });
  }

  /** A text as it would be shown. Throws `not-found`, `cannot-write-here`. */
  async preview(memberId: string, communityId: string, source: string): Promise<string> {
    await this.access.toWrite(memberId, communityId);
    return this.desk.preview(communityId, source);
  }
}
