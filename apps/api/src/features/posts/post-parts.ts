import { Injectable } from '@nestjs/common';
import type { BodyOf, createPost, editPost, Post } from '@regulars/contracts';

/** What a member sends for a new post. */
export type PostBody = BodyOf<typeof createPost>;

/** What a member sends for a post of their own. */
export type ChangedBody = BodyOf<typeof editPost>;

/** Something that a post can have besides its text, such as pictures or a poll, in tables of its own. */
export interface PostPart {
  /** In the transaction of a new post, which is stored already. Throws for what cannot be. */
  store?(postId: string, memberId: string, body: PostBody): Promise<void>;
  /** In the transaction of a change by its author. Whether it is another one now. Throws for what cannot be. */
  change?(postId: string, memberId: string, body: ChangedBody): Promise<boolean>;
  /** What it adds to posts that a member, or a manager (null), sees, by the id of the post. */
  show?(postIds: readonly string[], memberId: string | null): Promise<ReadonlyMap<string, Partial<Post>>>;
  /** In the transaction in which the text of a post goes. */
  erase?(postId: string): Promise<void>;
}

/** The parts of posts. They register while they are made. */
@Injectable()
export class PostParts {
  readonly #parts: PostPart[] = [];

  register(part: PostPart): void {
    this.#parts.push(part);
  }

  async store(postId: string, memberId: string, body: PostBody): Promise<void> {
    for (const part of this.#parts) await part.store?.(postId, memberId, body);
  }

  /** Whether a part is another one now. */
  async change(postId: string, memberId: string, body: ChangedBody): Promise<boolean> {
    let isOther = false;
    for (const part of this.#parts) if (await part.change?.(postId, memberId, body)) isOther = true;
    return isOther;
  }

  /** The same posts with what the parts add. */
  async show<Shown extends Pick<Post, 'id' | 'state'>>(
    posts: readonly Shown[],
    memberId: string | null,
  ): Promise<Shown[]> {
    const ids = posts.filter(({ state }) => state !== 'deleted').map(({ id }) => id);
    const shown: ReadonlyMap<string, Partial<Post>>[] = [];
    for (const part of this.#parts)
      if (part.show && ids.length > 0) shown.push(await part.show(ids, memberId));
    return posts.map((post) => Object.assign({}, post, ...shown.map((added) => added.get(post.id))) as Shown);
  }

  async erase(postId: string): Promise<void> {
    for (const part of this.#parts) await part.erase?.(postId);
  }
}
