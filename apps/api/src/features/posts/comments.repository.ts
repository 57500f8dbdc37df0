import { Injectable } from '@nestjs/common';
import type { Opinion, WritingState } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import type { WrittenText } from './posts.repository.ts';
import { foldedWords } from './search-words.ts';
import { commentColumns, commentNames } from './shown-columns.ts';
import { statement } from './statements.ts';

const find = statement(
  'comment-find',
  `select ${commentColumns} from comments c ${commentNames} where c.id = $2`,
);
// A deleted comment keeps its place while replies are below it. Persons that the reader blocks are left out.
const list = statement(
  'comments-of-post',
  `select ${commentColumns} from comments c ${commentNames}
   where c.post_id = $2 and (c.thread_at, c.thread_id, c.created_at, c.id) > ($3::timestamptz, $4::uuid, $5::timestamptz, $6::uuid)
     and not exists (select from member_blocks b where b.member_id = $1 and b.blocked_id = c.author_id)
     and (c.state = 'shown' or (c.state in ('held', 'hidden') and (c.author_id = $1 or $8))
       or exists (select from comments r where r.reply_to = c.id and (r.state = 'shown' or (r.state <> 'deleted' and r.author_id = $1))))
   order by c.thread_at, c.thread_id, c.created_at, c.id limit $7`,
);
const listed = statement(
  'comments-listed',
  `select ${commentColumns}, member_name(c.author_id) as "memberName" from comments c ${commentNames}
   where c.post_id = $2 and (c.thread_at, c.thread_id, c.created_at, c.id) > ($3::timestamptz, $4::uuid, $5::timestamptz, $6::uuid)
   order by c.thread_at, c.thread_id, c.created_at, c.id limit $7`,
);
const lock = statement(
  'comment-lock',
  `select id, post_id as "postId", author_id as "authorId", by_club as "byClub", source, html, state, held_why as "heldWhy", created_at as "createdAt"
   from comments where id = $1 for update`,
);
const insert = statement(
  'comment-insert',
  `insert into comments (id, post_id, reply_to, author_id, by_club, source, html, state, held_why, created_at, thread_id, thread_at, received_free, rating, words)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, to_tsvector('simple', $15))`,
);
const rewrite = statement(
  'comment-rewrite',
  `update comments set source = $2, html = $3, state = $4, held_why = $5, edited_at = $6, words = to_tsvector('simple', $7)
   where id = $1`,
);
const setState = statement(
  'comment-set-state',
  'update comments set state = $2, held_why = null where id = $1',
);
const empty = statement(
  'comment-empty',
  `update comments set state = 'deleted', held_why = null, source = '', html = '', rating = null, words = '' where id = $1`,
);

export type CommentRow = RowOf<typeof find>;
export type ListedCommentRow = RowOf<typeof listed>;
export type LockedComment = RowOf<typeof lock>;

export interface NewComment extends Omit<WrittenText, 'title'> {
  readonly id: string;
  readonly postId: string;
  /** The comment that it replies to. */
  readonly replyTo: Pick<CommentRow, 'id' | 'createdAt'> | null;
  readonly authorId: string | null;
  readonly byClub: boolean;
  readonly createdAt: Date;
  /** On a sample that the author received free; null for any other comment. */
  readonly opinion: Pick<Opinion, 'rating'> | null;
}

/** Where a page of comments begins: the thread and the comment before. */
export type CommentPlace = readonly [threadAt: string, threadId: string, createdAt: string, id: string];

/** Where the next page begins after this one. */
export const placeOf = ({
  threadAt,
  threadId,
  createdAt,
  id,
}: Pick<CommentRow, 'threadAt' | 'threadId' | 'createdAt' | 'id'>): readonly string[] => [
  toInstant(threadAt),
  threadId,
  toInstant(createdAt),
  id,
];

const startOf = (after: CommentPlace | null) =>
  after
    ? ([new Date(after[0]), after[1], new Date(after[2]), after[3]] as const)
    : ([new Date(0), lowestId, new Date(0), lowestId] as const);

/** The comments of posts. */
@Injectable()
export class CommentsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** As a member sees it; null for nobody. */
  async find(memberId: string | null, id: string): Promise<CommentRow | undefined> {
    return (await this.transactions.query(find, [memberId, id]))[0];
  }

  /** The oldest first, replies after their comment. Moderators see what waits and what is hidden. */
  async list(
    memberId: string,
    postId: string,
    { after, limit }: { readonly after: CommentPlace | null; readonly limit: number },
    moderates: boolean,
  ): Promise<CommentRow[]> {
    return this.transactions.query(list, [memberId, postId, ...startOf(after), limit, moderates]);
  }

  /** In every state, in the same order. */
  async listed(
    postId: string,
    { after, limit }: { readonly after: CommentPlace | null; readonly limit: number },
  ): Promise<ListedCommentRow[]> {
    return this.transactions.query(listed, [null, postId, ...startOf(after), limit]);
  }

  /** Until the transaction ends nobody else changes it. */
  async lock(id: string): Promise<LockedComment | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  async insert(comment: NewComment): Promise<void> {
    const { id, postId, replyTo, authorId, byClub, source, html, state, heldWhy, createdAt, opinion } =
      comment;
    await this.transactions.query(insert, [
      ...([id, postId, replyTo?.id ?? null, authorId, byClub, source, html, state, heldWhy] as const),
      ...([createdAt, replyTo?.id ?? id, replyTo?.createdAt ?? createdAt] as const),
      ...([opinion !== null, opinion?.rating ?? null, foldedWords(source)] as const),
    ]);
  }

  async rewrite(
    id: string,
    { source, html, state, heldWhy }: Omit<WrittenText, 'title'>,
    at: Date,
  ): Promise<void> {
    const words = foldedWords(source);
    await this.transactions.query(rewrite, [id, source, html, state, heldWhy, at, words]);
  }

  async setState(id: string, state: WritingState): Promise<void> {
    await this.transactions.query(setState, [id, state]);
  }

  /** Its text goes. */
  async empty(id: string): Promise<void> {
    await this.transactions.query(empty, [id]);
  }
}
