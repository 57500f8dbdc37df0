import { Injectable } from '@nestjs/common';
import type { listComments, QueryOf, ReplyOf } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { CommentsRepository, placeOf } from './comments.repository.ts';
import { PostAccess } from './post-access.ts';
import { showComment } from './show.ts';

/** Members read the comments of a post, without those of persons that they blocked. */
@Injectable()
export class CommentList {
  constructor(
    private readonly access: PostAccess,
    private readonly comments: CommentsRepository,
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
    const rows = await this.comments.list(memberId, postId, { after, limit: limit + 1 }, met.rights.moderate);
    const found = page(rows, limit, (row) => showComment(row, memberId), placeOf);
    return { ...found, at };
  }
}
