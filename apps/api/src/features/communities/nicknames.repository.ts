import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'nickname-find',
  'select nickname, chosen, listed from nicknames where member_id = $1',
);
// A name that looks like that of another member is refused. A chosen name replaces the one before, a name by chance does not.
const put = statement(
  'nickname-put',
  `insert into nicknames (member_id, nickname, likeness, chosen, listed, changed_at)
   select $1, $2, $3, $4, $5, $6 where not exists (select from nicknames where likeness = $3 and member_id <> $1)
   on conflict (member_id) do update set nickname = excluded.nickname, likeness = excluded.likeness, chosen = excluded.chosen,
     listed = excluded.listed, changed_at = excluded.changed_at where excluded.chosen
   returning member_id`,
);
const lockLikeness = statement(
  'nickname-lock',
  `select pg_advisory_xact_lock(hashtextextended('nickname ' || $1::text, 0))::text as locked`,
);

const called = statement(
  'nickname-called',
  `select member_id as "memberId" from nicknames where likeness = $1 and member_status(member_id) = 'active'`,
);
const listed = statement(
  'community-directory',
  `select n.nickname, n.likeness, m.role from nicknames n join community_memberships m on m.member_id = n.member_id
   where m.community_id = $1 and m.state = 'member' and n.listed and member_status(m.member_id) = 'active'
     and ($2::text is null or starts_with(n.likeness, $2)) and ($3::text is null or n.likeness > $3)
   order by n.likeness limit $4`,
);

const addMany = statement(
  'nicknames-add',
  `insert into nicknames (member_id, nickname, likeness, chosen, listed, changed_at)
   select n."memberId", n.nickname, n.likeness, true, n.listed, n.since
   from jsonb_to_recordset($1::jsonb) as n("memberId" uuid, nickname text, likeness text, listed boolean, since timestamptz)
   on conflict do nothing`,
);

export type NicknameRow = RowOf<typeof find>;
type ListedNickname = RowOf<typeof listed>;

/** As members call each other. */
@Injectable()
export class NicknamesRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(memberId: string): Promise<NicknameRow | undefined> {
    return (await this.transactions.query(find, [memberId]))[0];
  }

  /** In a transaction. False if another member has a name that looks alike. */
  async put(memberId: string, name: NicknameRow & { readonly likeness: string }, at: Date): Promise<boolean> {
    const { nickname, likeness, chosen, listed } = name;
    // Two members who choose the same name at the same moment come one after the other.
    await this.transactions.query(lockLikeness, [likeness]);
    const values = [memberId, nickname, likeness, chosen, listed, at] as const;
    return (await this.transactions.query(put, values)).length > 0;
  }

  /** The active member with a name that looks like this. */
  async called(likeness: string): Promise<string | null> {
    return (await this.transactions.query(called, [likeness]))[0]?.memberId ?? null;
  }

  /** Those in the directory of a community, by the look of their names. */
  async listed(
    communityId: string,
    begin: string | null,
    after: string | null,
    limit: number,
  ): Promise<ListedNickname[]> {
    return this.transactions.query(listed, [communityId, begin, after, limit]);
  }

  /** Chosen ones of members who have none yet. */
  async addMany(
    names: readonly (Pick<NicknameRow, 'nickname' | 'listed'> & {
      readonly memberId: string;
      readonly likeness: string;
      readonly since: string;
    })[],
  ): Promise<void> {
    await this.transactions.query(addMany, [JSON.stringify(names)]);
  }
}
