import { Injectable } from '@nestjs/common';
import type { WritingEdit } from '@regulars/contracts';
import { EditsRepository } from './edits.repository.ts';
import { PostInterests } from './post-interests.ts';
import { PostParts } from './post-parts.ts';
import {
  PostsRepository,
  type LockedPost,
  type NewPost,
  type PostRow,
  type WrittenText,
} from './posts.repository.ts';
import { showEdit } from './show.ts';

/** The texts of posts, with what they were before. */
@Injectable()
export class PostTexts {
  constructor(
    private readonly posts: PostsRepository,
    private readonly edits: EditsRepository,
    private readonly interests: PostInterests,
    private readonly parts: PostParts,
  ) {}

  /** As nobody's post in particular. */
  async find(id: string): Promise<PostRow | undefined> {
    return this.posts.find(null, id);
  }

  /** Until the transaction ends nobody else changes it. */
  async lock(id: string): Promise<LockedPost | undefined> {
    return this.posts.lock(id);
  }

  /** Throws `unknown-interest`. */
  async add(post: NewPost): Promise<void> {
    await this.posts.insert({ ...post, interests: await this.interests.checked(post.interests) });
  }

  /** What it is about. Left out, that stays. Throws `unknown-interest`. */
  async setInterests(before: LockedPost, interests: readonly string[] | undefined): Promise<void> {
    await this.interests.change(before, interests);
  }

  /** Keeps the text before, if it was another one. */
  async change(before: LockedPost, text: WrittenText, at: Date): Promise<void> {
    if (before.title !== text.title || before.source !== text.source)
      await this.edits.keep({ kind: 'post', id: before.id }, before, at);
    await this.posts.rewrite(before.id, text, at);
  }

  /** Its text goes, and what it was before. */
  async empty(id: string): Promise<void> {
    await this.posts.empty(id);
    await this.edits.forget({ kind: 'post', id });
    await this.parts.erase(id);
  }

  /** The latest first. */
  async before(id: string): Promise<WritingEdit[]> {
    return (await this.edits.list({ kind: 'post', id })).map(showEdit);
  }
}
