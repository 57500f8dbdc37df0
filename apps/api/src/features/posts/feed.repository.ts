import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { postColumns, postNames } from './shown-columns.ts';
import { statement } from './statements.ts';

/** More than that is 'more than 99'. */
const mostUnread = 100;

const last = `'infinity'::timestamptz`;
const lastId = `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;

// Persons that the reader blocks are left out.
const unblocked = `not exists (select from member_blocks b where b.member_id = $1 and b.blocked_id = author_id)`;

// Only the index of posts that carry some answers both.
const carrying = (value: string): string => ` and interests <> '{}' and interests @> array[${value}::text]`;

// Two short walks along an index: what all see, and what only the author sees. Joins come last, for one page.
const feedBy = (time: 'created_at' | 'active_at', about = ''): string => {
  const after = `pinned_at is null${about} and (${time}, id) < (coalesce($3::timestamptz, ${last}), coalesce($4::uuid, ${lastId}))`;
  const order = `order by ${time} desc, id desc limit $5`;
  return `with found as (
     (select id, ${time} from posts where community_id = $2 and state = 'shown' and ${unblocked} and ${after} ${order})
     union all
     (select id, ${time} from posts where author_id = $1 and community_id = $2 and state in ('held', 'hidden') and ${after} ${order})
     ${order})
   select ${postColumns} from found f join posts p on p.id = f.id ${postNames} order by p.${time} desc, p.id desc`;
};

const newest = statement('post-feed-newest', feedBy('created_at'));
const active = statement('post-feed-active', feedBy('active_at'));
const newestAbout = statement('post-feed-newest-about', feedBy('created_at', carrying('$6')));
const activeAbout = statement('post-feed-active-about', feedBy('active_at', carrying('$6')));
// Also posts with a comment that has the words.
const search = statement(
  'post-feed-search',
  `with hits as (
     select id from posts where community_id = $2 and words @@ to_tsquery('simple', $6)
     union
     select c.post_id from comments c join posts p on p.id = c.post_id
     where c.words @@ to_tsquery('simple', $6) and c.state = 'shown' and p.community_id = $2
       and not exists (select from member_blocks b where b.member_id = $1 and b.blocked_id = c.author_id)),
   found as (
     select id, created_at from posts where id in (select id from hits) and (state = 'shown' or (author_id = $1 and state in ('held', 'hidden')))
       and ${unblocked} and ($7::text is null or interests @> array[$7::text]) and (created_at, id) < (coalesce($3::timestamptz, ${last}), coalesce($4::uuid, ${lastId}))
     order by created_at desc, id desc limit $5)
   select ${postColumns} from found f join posts p on p.id = f.id ${postNames} order by p.created_at desc, p.id desc`,
);
const pinned = statement(
  'posts-pinned',
  `select ${postColumns} from posts p ${postNames} where p.community_id = $2 and p.pinned_at is not null and p.state = 'shown' and ${unblocked}
     and ($3::text is null or p.interests @> array[$3::text])
   order by p.pinned_at desc limit 5`,
);
const readUntil = statement(
  'community-read-until',
  'select until from community_reads where member_id = $1 and community_id = $2',
);
const setRead = statement(
  'community-read-set',
  `insert into community_reads (member_id, community_id, until) values ($1, $2, $3)
   on conflict (member_id, community_id) do update set until = greatest(community_reads.until, excluded.until)`,
);
const since = statement(
  'posts-since',
  `select count(*) as posts from (
     select from posts where community_id = $2 and state = 'shown' and created_at > $3 and author_id is distinct from $1 and ${unblocked} limit ${mostUnread}) as found`,
);
const unread = statement(
  'posts-unread',
  `select r.community_id as "communityId", (select count(*) from (
     select from posts p where p.community_id = r.community_id and p.state = 'shown' and p.created_at > r.until
       and p.author_id is distinct from $1 and ${unblocked} limit ${mostUnread}) as found) as posts
   from community_reads r where r.member_id = $1 and r.community_id = any($2::uuid[])`,
);
const listed = statement(
  'community-posts-list',
  `select ${postColumns}, member_name(p.author_id) as "memberName" from posts p ${postNames}
   where p.community_id = $2 and ($6::text is null or p.state = $6) and ($7::text is null or p.words @@ to_tsquery('simple', $7))
     and (p.created_at, p.id) < (coalesce($3::timestamptz, ${last}), coalesce($4::uuid, ${lastId}))
   order by p.created_at desc, p.id desc limit $5`,
);

const oneListed = statement(
  'community-post-listed',
  `select ${postColumns}, member_name(p.author_id) as "memberName" from posts p ${postNames} where p.id = $2`,
);

const plain = { newest, active };
const about = { newest: newestAbout, active: activeAbout };

type Row = RowOf<typeof newest>;
type Sort = keyof typeof plain;
export type ListedPostRow = RowOf<typeof listed>;

/** A page: the time and the id of the last post before it, and how many rows. */
export interface FeedPage {
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Whose feed, and the interest that its posts carry; null for all. */
export interface Wanted {
  readonly memberId: string;
  readonly communityId: string;
  readonly interest: string | null;
}

/** Posts in the order in which members read them. */
@Injectable()
export class FeedRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Without the pinned ones. */
  async page({ memberId, communityId, interest }: Wanted, sort: Sort, page: FeedPage): Promise<Row[]> {
    const values = [memberId, communityId, ...placeOf(page), page.limit] as const;
    if (interest === null) return this.transactions.query(plain[sort], values);
    return this.transactions.query(about[sort], [...values, interest]);
  }

  /** @param words as `searchOf` makes them */
  async search({ memberId, communityId, interest }: Wanted, words: string, page: FeedPage): Promise<Row[]> {
    const values = [memberId, communityId, ...placeOf(page), page.limit, words, interest] as const;
    return this.transactions.query(search, values);
  }

  async pinned({ memberId, communityId, interest }: Wanted): Promise<Row[]> {
    return this.transactions.query(pinned, [memberId, communityId, interest]);
  }

  async readUntil(memberId: string, communityId: string): Promise<Date | null> {
    return (await this.transactions.query(readUntil, [memberId, communityId]))[0]?.until ?? null;
  }

  /** Never back. */
  async setRead(memberId: string, communityId: string, until: Date): Promise<void> {
    await this.transactions.query(setRead, [memberId, communityId, until]);
  }

  /** Posts of others, at most `mostUnread`. */
  async since(memberId: string, communityId: string, moment: Date): Promise<number> {
    return (await this.transactions.query(since, [memberId, communityId, moment]))[0]?.posts ?? 0;
  }

  /** The same for each community that the member has visited. */
  async unread(memberId: string, communityIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.transactions.query(unread, [memberId, communityIds]);
    return new Map(rows.map(({ communityId, posts }) => [communityId, posts ?? 0]));
  }

  /** As managers see it. */
  async one(id: string): Promise<ListedPostRow | undefined> {
    return (await this.transactions.query(oneListed, [null, id]))[0];
  }

  /** All posts, for managers. */
  async all(
    communityId: string,
    filter: { readonly state: Row['state'] | null; readonly words: string | null },
    page: FeedPage,
  ): Promise<ListedPostRow[]> {
    const place = placeOf(page);
    return this.transactions.query(listed, [
      ...([null, communityId, ...place, page.limit] as const),
      filter.state,
      filter.words,
    ]);
  }
}

const placeOf = ({ after }: FeedPage): readonly [Date | null, string | null] =>
  after ? [new Date(after[0]), after[1]] : [null, null];
