import { Injectable } from '@nestjs/common';
import type { CommunityPost, listCommunityPosts, QueryOf } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { toInstant } from '../../platform/clock.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Communities } from '../communities/index.ts';
import { FeedRepository } from './feed.repository.ts';
import { PostParts } from './post-parts.ts';
import { searchOf } from './search-words.ts';
import { showListed } from './show.ts';

/** Managers read all posts of a community. */
@Injectable()
export class ClubPosts {
  constructor(
    private readonly communities: Communities,
    private readonly feed: FeedRepository,
    private readonly parts: PostParts,
  ) {}

  /** In any state. Throws `not-found`. */
  async one(id: string): Promise<CommunityPost> {
    const row = await this.feed.one(id);
    if (!row) throw new ClubError('not-found');
    const [shown] = await this.parts.show([showListed(row)], null);
    if (!shown) throw new Error('each post is shown');
    return shown;
  }

  /** The newest first, in every state. Throws `not-found`. */
  async list(
    communityId: string,
    { cursor, limit, state, query }: QueryOf<typeof listCommunityPosts>,
  ): Promise<Page<CommunityPost>> {
    await this.communities.known(communityId);
    const words = query ? searchOf(query) : null;
    if (query && words === null) return { data: [], cursor: { next: null } };
    const place = { after: readCursor(cursor, 'moment', 'id'), limit: limit + 1 };
    const rows = await this.feed.all(communityId, { state: state ?? null, words }, place);
    const found = page(rows, limit, showListed, ({ createdAt, id }) => [toInstant(createdAt), id]);
    return { ...found, data: await this.parts.show(found.data, null) };
  }
}
