import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { Post, PostPicture } from '@regulars/contracts';
import { ClubError } from '../../../platform/club-error.ts';
import { PostParts, type ChangedBody, type PostBody } from '../post-parts.ts';
import { PicturesRepository } from './pictures.repository.ts';

/** The pictures of posts: uploaded before, shown with them, and gone with their text. */
@Injectable()
export class PicturePart {
  constructor(
    parts: PostParts,
    private readonly pictures: PicturesRepository,
  ) {
    parts.register(this);
  }

  /** Throws `unknown-picture`. */
  async store(postId: string, memberId: string, { pictures }: PostBody): Promise<void> {
    await this.#take(postId, memberId, pictures);
  }

  /** Pictures that are not named go for good. Throws `unknown-picture`. */
  async change(postId: string, memberId: string, { pictures }: ChangedBody): Promise<boolean> {
    if (!pictures) return false;
    const before = (await this.pictures.ofPosts([postId])).map(({ id, text }) => ({ id, text }));
    if (isDeepStrictEqual(before, pictures)) return false;
    await this.pictures.keep(
      postId,
      pictures.map(({ id }) => id),
    );
    await this.#take(postId, memberId, pictures);
    return true;
  }

  async show(postIds: readonly string[]): Promise<ReadonlyMap<string, Pick<Post, 'pictures'>>> {
    const byPost = new Map<string, PostPicture[]>();
    for (const { postId, ...picture } of await this.pictures.ofPosts(postIds))
      if (postId !== null) byPost.set(postId, [...(byPost.get(postId) ?? []), picture]);
    return new Map([...byPost].map(([postId, pictures]) => [postId, { pictures }]));
  }

  async erase(postId: string): Promise<void> {
    await this.pictures.remove(postId);
  }

  async #take(postId: string, memberId: string, pictures: PostBody['pictures']): Promise<void> {
    if (pictures.length === 0) return;
    const taken = new Set(await this.pictures.take(postId, memberId, pictures));
    const unknown = pictures.findIndex(({ id }) => !taken.has(id));
    if (unknown >= 0) throw ClubError.field('unknown-picture', `/pictures/${unknown}/id`, 'upload it again');
  }
}
