import { Injectable } from '@nestjs/common';
import type { CommunityNews, listPosts, Post, QueryOf, ReplyOf } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { CommunityRights } from '../communities/index.ts';
import { FeedRepository, type FeedPage, type Wanted } from './feed.repository.ts';
import { searchOf } from './search-words.ts';
import { PostAccess } from './post-access.ts';
import { PostParts } from './post-parts.ts';
import type { PostRow } from './posts.repository.ts';
import { showPost } from './show.ts';

type Query = QueryOf<typeof listPosts>;

/** What members read in communities, and what is new to them. */
@Injectable()
export class Feeds {
  constructor(
    private readonly access: PostAccess,
    private readonly rights: CommunityRights,
    private readonly feed: FeedRepository,
    private readonly parts: PostParts,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(memberId: string, communityId: string, query: Query): Promise<ReplyOf<typeof listPosts>> {
    await this.access.community(memberId, communityId);
    const at = toInstant(this.clock.date());
    const wanted = { memberId, communityId, interest: query.interest ?? null };
    const found = await this.#found(wanted, query);
    const data = await this.parts.show(found.data, memberId);
    const isFirst = query.cursor === undefined && !query.query;
    const pinned = isFirst ? await this.#pinned(wanted) : [];
    const readUntil = await this.feed.readUntil(memberId, communityId);
    const unread = readUntil ? await this.feed.since(memberId, communityId, readUntil) : 0;
    return { ...found, data, pinned, readUntil: readUntil && toInstant(readUntil), unread, at };
  }

  /** Throws `not-found`. */
  async since(memberId: string, communityId: string, moment: string): Promise<number> {
    await this.access.community(memberId, communityId);
    return this.feed.since(memberId, communityId, new Date(moment));
  }

  /** What is unread in each community that the member belongs to and has visited. */
  async news(memberId: string): Promise<CommunityNews[]> {
    const own = (await this.rights.all(memberId)).filter(
      ({ membership, rights }) => membership?.state === 'member' && rights.read,
    );
    const unread = await this.feed.unread(
      memberId,
      own.map(({ community }) => community.id),
    );
    return [...unread].map(([communityId, posts]) => ({ communityId, posts }));
  }

  /** Not into the future. Throws `not-found`. */
  async read(memberId: string, communityId: string, until: string): Promise<void> {
    await this.access.community(memberId, communityId);
    const moment = new Date(Math.min(Date.parse(until), this.clock.now()));
    await this.feed.setRead(memberId, communityId, moment);
  }

  async #found(wanted: Wanted, query: Query): Promise<Page<Post>> {
    const byActivity = query.sort === 'active' && !query.query;
    const place: FeedPage = { after: readCursor(query.cursor, 'moment', 'id'), limit: query.limit + 1 };
    const rows = await this.#rows(wanted, query, place);
    return page(
      rows,
      query.limit,
      (row) => showPost(row, wanted.memberId),
      ({ id, createdAt, activeAt }) => [toInstant(byActivity ? activeAt : createdAt), id],
    );
  }

  async #rows(wanted: Wanted, { sort, query }: Query, place: FeedPage): Promise<PostRow[]> {
    if (!query) return this.feed.page(wanted, sort, place);
    const words = searchOf(query);
    return words === null ? [] : this.feed.search(wanted, words, place);
  }

  async #pinned(wanted: Wanted): Promise<Post[]> {
    const rows = await this.feed.pinned(wanted);
    return this.parts.show(
      rows.map((row) => showPost(row, wanted.memberId)),
      wanted.memberId,
    );
  }
}
