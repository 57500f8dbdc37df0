import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  commentAsClub,
  CommunityComment,
  listCommunityComments,
  QueryOf,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Authors } from './authors.ts';
import { CommentTexts } from './comment-texts.ts';
import { placeOf } from './comments.repository.ts';
import { PostTexts } from './post-texts.ts';
import { showListedComment } from './show.ts';
import { Telling } from './telling.ts';
import { WritingDesk } from './writing-desk.ts';

/** Managers read all comments, and answer as the club. Comments of members are judged by moderators, with a reason. */
@Injectable()
export class ClubComments {
  constructor(
    private readonly posts: PostTexts,
    private readonly texts: CommentTexts,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly telling: Telling,
    private readonly audit: AuditTrail,
  ) {}

  /** In every state; the oldest first, replies after their comment. Throws `not-found`. */
  async list(
    postId: string,
    { cursor, limit }: QueryOf<typeof listCommunityComments>,
  ): Promise<Page<CommunityComment>> {
    if (!(await this.posts.find(postId))) throw new ClubError('not-found');
    const after = readCursor(cursor, 'moment', 'id', 'moment', 'id');
    const rows = await this.texts.list(postId, { after, limit: limit + 1 });
    return page(rows, limit, showListedComment, placeOf);
  }

  /** Throws `not-found`, `cannot-write-here`, `invalid-request`. */
  async add(
    actor: Actor,
    postId: string,
    { source, replyTo }: BodyOf<typeof commentAsClub>,
  ): Promise<CommunityComment> {
    return this.authors.writeAsClub(async (createdAt) => {
      const post = await this.posts.find(postId);
      if (!post) throw new ClubError('not-found');
      if (post.state !== 'shown') throw new ClubError('cannot-write-here');
      const parent = replyTo === null ? null : await this.texts.parent(postId, replyTo);
      const text = await this.desk.ofClub(post.communityId, { title: null, source });
      const id = newId();
      const about = { id, postId, replyTo: parent, authorId: null, byClub: true, createdAt, opinion: null };
      await this.texts.add({ ...text, ...about });
      await this.telling.shown({ kind: 'comment', id }, text.mentioned);
      return this.#told(actor, 'comment.by-club', id);
    });
  }

  /** Once or more. Throws `not-found`, also for a comment of a member. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.authors.writeAsClub(async () => {
      const before = await this.texts.lock(id);
      if (!before?.byClub) throw new ClubError('not-found');
      if (before.state === 'deleted') return;
      await this.texts.empty(before);
      await this.telling.gone({ kind: 'comment', id });
      await this.#told(actor, 'comment.removed', id);
    });
  }

  async #told(actor: Actor, action: string, id: string): Promise<CommunityComment> {
    const comment = await this.texts.find(id);
    if (!comment) throw new Error('it was stored');
    const { postId, state } = comment;
    await this.audit.record(actor, {
      action,
      subject: { type: 'post', id: postId },
      after: { comment: id, state },
    });
    return showListedComment({ ...comment, memberName: null });
  }
}
