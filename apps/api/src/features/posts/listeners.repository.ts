import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { lowestId } from '../../platform/http/lists.ts';
import { statement } from './statements.ts';
import type { WritingKind, WritingRef } from './writing.ts';

const toldPost = statement(
  'told-post',
  `select p.id as "postId", p.community_id as "communityId", p.author_id as "authorId", n.nickname, p.kind, p.state, p.title, p.source,
     p.source as about, null::uuid as "postAuthorId", null::uuid as "repliedToId"
   from posts p left join nicknames n on n.member_id = p.author_id where p.id = $1`,
);
const toldComment = statement(
  'told-comment',
  `select p.id as "postId", p.community_id as "communityId", c.author_id as "authorId", n.nickname, p.kind, c.state, p.title, c.source,
     p.source as about, p.author_id as "postAuthorId", r.author_id as "repliedToId"
   from comments c join posts p on p.id = c.post_id left join comments r on r.id = c.reply_to
     left join nicknames n on n.member_id = c.author_id where c.id = $1`,
);
const hearing = statement(
  'members-who-hear',
  `select member_id as "memberId" from community_memberships
   where community_id = $1 and member_id = any($2::uuid[]) and state = 'member' and hears <> 'muted'`,
);
// Everyone hears an announcement of the club, unless they muted the community. A post is for those who watch it.
const page = statement(
  'listeners-of-post',
  `select member_id as "memberId" from community_memberships
   where community_id = $1 and state = 'member' and (hears = 'watching' or ($2 and hears = 'following'))
     and member_id > coalesce($3::uuid, '${lowestId}') order by member_id limit $4`,
);

/** A post or comment with what a notice about it names. */
export type ToldWriting = RowOf<typeof toldComment>;

/** Members who are told of what was written. */
@Injectable()
export class ListenersRepository {
  constructor(private readonly transactions: Transactions) {}

  async told({ kind, id }: WritingRef): Promise<ToldWriting | undefined> {
    return (await this.transactions.query(statements[kind], [id]))[0];
  }

  /** Those of these members who are in the community and did not mute it. */
  async hearing(communityId: string, memberIds: readonly string[]): Promise<string[]> {
    const rows = await this.transactions.query(hearing, [communityId, memberIds]);
    return rows.map(({ memberId }) => memberId);
  }

  /** The next members who hear of a new post. */
  async page(
    { communityId, kind }: Pick<ToldWriting, 'communityId' | 'kind'>,
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    const isForAll = kind === 'announcement';
    const rows = await this.transactions.query(page, [communityId, isForAll, after, limit]);
    return rows.map(({ memberId }) => memberId);
  }
}

const statements = { post: toldPost, comment: toldComment } satisfies Record<WritingKind, unknown>;
