import { Injectable } from '@nestjs/common';
import type { WritingEdit, WritingState } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import {
  CommentsRepository,
  type CommentPlace,
  type CommentRow,
  type ListedCommentRow,
  type LockedComment,
  type NewComment,
} from './comments.repository.ts';
import { EditsRepository } from './edits.repository.ts';
import { PostsRepository, type WrittenText } from './posts.repository.ts';
import { showEdit } from './show.ts';
import { shownOf } from './writing.ts';

/** The texts of comments, with what they were before. The number on the post follows in the same transaction. */
@Injectable()
export class CommentTexts {
  constructor(
    private readonly comments: CommentsRepository,
    private readonly posts: PostsRepository,
    private readonly edits: EditsRepository,
  ) {}

  /** As nobody's comment in particular. */
  async find(id: string): Promise<CommentRow | undefined> {
    return this.comments.find(null, id);
  }

  /** All of a post, for managers. */
  async list(
    postId: string,
    wanted: { readonly after: CommentPlace | null; readonly limit: number },
  ): Promise<ListedCommentRow[]> {
    return this.comments.listed(postId, wanted);
  }

  /** The comment that a reply belongs to. Throws `invalid-request`. */
  async parent(postId: string, id: string, memberId: string | null = null): Promise<CommentRow> {
    const parent = await this.comments.find(memberId, id);
    if (parent?.postId !== postId || parent.state !== 'shown')
      throw ClubError.field('invalid-request', '/replyTo', 'no comment of this post');
    if (parent.replyTo !== null)
      throw ClubError.field('invalid-request', '/replyTo', 'a reply has no replies; reply to its comment');
    return parent;
  }

  /** Until the transaction ends nobody else changes it. */
  async lock(id: string): Promise<LockedComment | undefined> {
    return this.comments.lock(id);
  }

  async add(comment: NewComment): Promise<void> {
    await this.comments.insert(comment);
    if (shownOf(comment.state) > 0) await this.posts.commented(comment.postId, 1, comment.createdAt);
  }

  /** Keeps the text before. */
  async change(before: LockedComment, text: Omit<WrittenText, 'title'>, at: Date): Promise<void> {
    await this.edits.keep({ kind: 'comment', id: before.id }, { title: null, ...before }, at);
    await this.comments.rewrite(before.id, text, at);
    await this.#count(before, text.state);
  }

  /** Its text goes, and what it was before. */
  async empty(before: LockedComment): Promise<void> {
    await this.comments.empty(before.id);
    await this.edits.forget({ kind: 'comment', id: before.id });
    await this.#count(before, 'deleted');
  }

  /** Its text stays. */
  async setState(before: LockedComment, state: WritingState): Promise<void> {
    await this.comments.setState(before.id, state);
    await this.#count(before, state);
  }

  /** The latest first. */
  async before(id: string): Promise<WritingEdit[]> {
    return (await this.edits.list({ kind: 'comment', id })).map(showEdit);
  }

  async #count({ postId, state, createdAt }: LockedComment, after: WritingState): Promise<void> {
    const change = shownOf(after) - shownOf(state);
    if (change !== 0) await this.posts.commented(postId, change, change > 0 ? createdAt : null);
  }
}
