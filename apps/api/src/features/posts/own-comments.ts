import { Injectable } from '@nestjs/common';
import type { BodyOf, Comment, createComment, listComments, QueryOf, ReplyOf } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { newId } from '../../platform/ids.ts';
import { Authors } from './authors.ts';
import { CommentsRepository, type CommentRow } from './comments.repository.ts';
import { assertWrites, PostAccess } from './post-access.ts';
import { PostsRepository } from './posts.repository.ts';
import { showComment } from './show.ts';
import { WritingDesk } from './writing-desk.ts';
import { shownOf } from './writing.ts';

/** Members read comments, and write new ones. */
@Injectable()
export class OwnComments {
  constructor(
    private readonly access: PostAccess,
    private readonly posts: PostsRepository,
    private readonly comments: CommentsRepository,
    private readonly desk: WritingDesk,
    private readonly authors: Authors,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(
    memberId: string,
    postId: string,
    { cursor, limit }: QueryOf<typeof listComments>,
  ): Promise<ReplyOf<typeof listComments>> {
    const { met } = await this.access.post(memberId, postId);
    const at = toInstant(this.clock.date());
    const after = readCursor(cursor, 'moment', 'id', 'moment', 'id');
    const rows = await this.comments.list(memberId, postId, after, limit + 1, met.rights.moderate);
    const found = page(rows, limit, (row) => showComment(row, memberId), placeOf);
    return { ...found, at };
  }

  /** Throws `not-found`. */
  async one(memberId: string, id: string): Promise<Comment> {
    const { comment } = await this.access.comment(memberId, id);
    return showComment(comment, memberId);
  }

  /** Throws `not-found`, `cannot-write-here`, `invalid-request`, and what a check refuses. */
  async create(
    memberId: string,
    postId: string,
    { source, replyTo, proof }: BodyOf<typeof createComment>,
  ): Promise<Comment> {
    const { post, met } = await this.access.post(memberId, postId);
    assertWrites(met);
    if (post.state !== 'shown') throw new ClubError('cannot-write-here');
    const parent = replyTo === null ? null : await this.#parent(memberId, postId, replyTo);
    return this.authors.write(memberId, async (createdAt) => {
      const { communityId } = post;
      const draft = { kind: 'comment', communityId, authorId: memberId, title: null, source, proof } as const;
      const text = await this.desk.prepare({ ...draft, pictures: 0, isEdit: false });
      const id = newId();
      const about = { id, postId, replyTo: parent, authorId: memberId, byClub: false, createdAt };
      await this.comments.insert({ ...text, ...about });
      if (shownOf(text.state) > 0) await this.posts.commented(postId, 1, createdAt);
      await this.desk.stored({ ...text, ref: { kind: 'comment', id }, communityId, authorId: memberId });
      return this.one(memberId, id);
    });
  }

  async #parent(memberId: string, postId: string, id: string): Promise<CommentRow> {
    const parent = await this.comments.find(memberId, id);
    if (parent?.postId !== postId || parent.state !== 'shown')
      throw ClubError.field('invalid-request', '/replyTo', 'no comment of this post');
    if (parent.replyTo !== null)
      throw ClubError.field('invalid-request', '/replyTo', 'a reply has no replies; reply to its comment');
    return parent;
  }
}

const placeOf = ({ threadAt, threadId, createdAt, id }: CommentRow): readonly string[] => [
  toInstant(threadAt),
  threadId,
  toInstant(createdAt),
  id,
];
