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

export type NicknameRow = RowOf<typeof find>;

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
}
