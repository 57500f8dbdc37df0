import { Injectable } from '@nestjs/common';
import type { HeldReason, WritingState } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { foldedWords } from './search-words.ts';
import { postColumns, postNames } from './shown-columns.ts';
import { statement } from './statements.ts';

const find = statement('post-find', `select ${postColumns} from posts p ${postNames} where p.id = $2`);
const lock = statement(
  'post-lock',
  `select id, community_id as "communityId", author_id as "authorId", by_club as "byClub", kind, title, source, html, state,
     held_why as "heldWhy", interests from posts where id = $1 for update`,
);
const insert = statement(
  'post-insert',
  `insert into posts (id, community_id, author_id, by_club, kind, title, source, html, state, held_why, created_at, active_at, words, interests)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, to_tsvector('simple', $12), $13)`,
);
const rewrite = statement(
  'post-rewrite',
  `update posts set title = $2, source = $3, html = $4, state = $5, held_why = $6, edited_at = $7, words = to_tsvector('simple', $8)
   where id = $1`,
);
const setInterests = statement('post-interests-set', 'update posts set interests = $2 where id = $1');
const keepInterests = statement(
  'post-interests-keep',
  `update posts set interests = array(select had from unnest(interests) with ordinality as t(had, place)
     where had = any($1::text[]) order by place) where interests <> '{}' and not interests <@ $1::text[]`,
);
const setState = statement('post-set-state', 'update posts set state = $2, held_why = null where id = $1');
const empty = statement(
  'post-empty',
  `update posts set state = 'deleted', held_why = null, title = null, source = '', html = '', words = '', interests = '{}', pinned_at = null where id = $1`,
);
// The post is active with the newest comment that is shown.
const commented = statement(
  'post-commented',
  'update posts set comments = comments + $2, active_at = greatest(active_at, $3::timestamptz) where id = $1',
);

export type PostRow = RowOf<typeof find>;
export type LockedPost = RowOf<typeof lock>;

/** The text of a post or comment, and whether others see it. */
export interface WrittenText {
  readonly title: string | null;
  readonly source: string;
  readonly html: string;
  readonly state: WritingState;
  readonly heldWhy: HeldReason | null;
}

export interface NewPost extends WrittenText {
  readonly id: string;
  readonly communityId: string;
  readonly authorId: string | null;
  readonly byClub: boolean;
  readonly kind: PostRow['kind'];
  readonly createdAt: Date;
  readonly interests: readonly string[];
}

/** The posts of communities. */
@Injectable()
export class PostsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** As a member sees it; null for nobody. */
  async find(memberId: string | null, id: string): Promise<PostRow | undefined> {
    return (await this.transactions.query(find, [memberId, id]))[0];
  }

  /** Until the transaction ends nobody else changes it. */
  async lock(id: string): Promise<LockedPost | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  async insert(post: NewPost): Promise<void> {
    const { id, communityId, authorId, byClub, kind, title, source, html, state, heldWhy, createdAt } = post;
    const text = [title, source, html, state, heldWhy] as const;
    await this.transactions.query(insert, [
      ...([id, communityId, authorId, byClub, kind] as const),
      ...text,
      createdAt,
      wordsOf(post),
      post.interests,
    ]);
  }

  async rewrite(id: string, text: WrittenText, at: Date): Promise<void> {
    const { title, source, html, state, heldWhy } = text;
    await this.transactions.query(rewrite, [id, title, source, html, state, heldWhy, at, wordsOf(text)]);
  }

  async setInterests(id: string, interests: readonly string[]): Promise<void> {
    await this.transactions.query(setInterests, [id, interests]);
  }

  /** All posts lose interests that are not among these. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keepInterests, [left]);
  }

  async setState(id: string, state: WritingState): Promise<void> {
    await this.transactions.query(setState, [id, state]);
  }

  /** Its text goes. */
  async empty(id: string): Promise<void> {
    await this.transactions.query(empty, [id]);
  }

  /** `change`: how many comments more are shown. */
  async commented(id: string, change: number, at: Date | null): Promise<void> {
    await this.transactions.query(commented, [id, change, at]);
  }
}

const wordsOf = ({ title, source }: Pick<WrittenText, 'title' | 'source'>): string =>
  foldedWords(`${title ?? ''} ${source}`);
