import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

// Nobody counts further than a threshold can be. Only posts that came while the member was there count as read.
const figures = statement(
  'trust-figures',
  `select asked.id as "memberId",
     coalesce((select floor(extract(epoch from $2::timestamptz - min(m.since)) / 86400) from community_memberships m
       where m.member_id = asked.id and m.state = 'member'), 0)::int as days,
     exists (select from community_memberships m where m.member_id = asked.id and m.state = 'member' and m.role <> 'member') as leads,
     (select count(*) from (select from community_memberships m
         join community_reads r on r.member_id = m.member_id and r.community_id = m.community_id
         join posts p on p.community_id = m.community_id and p.created_at > m.since and p.created_at <= r.until
       where m.member_id = asked.id and m.state = 'member' and p.state = 'shown' and p.author_id is distinct from asked.id
       limit 1000) each)::int as read,
     (w.written)::int as written, (w.reactions)::int as reactions,
     (select max(d.at) from moderation_decisions d where d.member_id = asked.id and d.undone_at is null
        and d.appeal_granted is distinct from true and (d.text_decision <> 'leave' or d.author_decision <> 'none')) as "decidedAt",
     t.level as "byHand", t.until
   from unnest($1::uuid[]) as asked(id)
     left join community_trust t on t.member_id = asked.id and t.until > $2
     cross join lateral (select count(*) as written, coalesce(sum(each.reactions), 0) as reactions from (
       (select p.hearts + p.thanks + p.clevers as reactions from posts p where p.author_id = asked.id and p.state = 'shown' limit 1000)
       union all
       (select c.hearts + c.thanks + c.clevers from comments c where c.author_id = asked.id and c.state = 'shown' limit 1000)) each) w`,
);
const written = statement(
  'trust-written',
  `select (select count(*) from posts where author_id = $1) as posts, (select count(*) from comments where author_id = $1) as comments,
     (select count(*) from posts where author_id = $1 and created_at > $2) as "newPosts",
     (select count(*) from comments where author_id = $1 and created_at > $2) as "newComments"`,
);
const put = statement(
  'trust-put',
  `insert into community_trust (member_id, level, until) values ($1, $2, $3)
   on conflict (member_id) do update set level = excluded.level, until = excluded.until`,
);
const remove = statement('trust-remove', 'delete from community_trust where member_id = $1');

export type TrustRow = RowOf<typeof figures>;
export type WrittenFigures = RowOf<typeof written>;

/** What trust is counted from. */
@Injectable()
export class TrustRepository {
  constructor(private readonly transactions: Transactions) {}

  async figures(memberIds: readonly string[], at: Date): Promise<TrustRow[]> {
    return memberIds.length === 0 ? [] : this.transactions.query(figures, [memberIds, at]);
  }

  /** All that a member wrote, and what since a moment. */
  async written(memberId: string, since: Date): Promise<WrittenFigures> {
    const [row] = await this.transactions.query(written, [memberId, since]);
    return row ?? { posts: 0, comments: 0, newPosts: 0, newComments: 0 };
  }

  async put(memberId: string, level: 'new' | 'basic' | 'regular', until: Date): Promise<void> {
    await this.transactions.query(put, [memberId, level, until]);
  }

  async remove(memberId: string): Promise<void> {
    await this.transactions.query(remove, [memberId]);
  }
}
