import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const add = statement(
  'member-block-add',
  `insert into member_blocks (id, member_id, blocked_id, since) select $1::uuid, $2::uuid, $3::uuid, $4
   where (select count(*) from member_blocks where member_id = $2) < $5 or exists
     (select from member_blocks where member_id = $2 and blocked_id = $3)
   on conflict (member_id, blocked_id) do update set since = member_blocks.since returning id, since`,
);
const remove = statement('member-block-remove', 'delete from member_blocks where member_id = $1 and id = $2');
const list = statement(
  'member-blocks',
  `select b.id, b.blocked_id as "blockedId", n.nickname, b.since from member_blocks b left join nicknames n on n.member_id = b.blocked_id
   where b.member_id = $1 order by b.since desc, b.id`,
);
const who = statement(
  'member-blocks-of-member',
  'select blocked_id as "blockedId" from member_blocks where member_id = $1',
);
const against = statement(
  'member-blocks-against',
  'select member_id as "memberId" from member_blocks where blocked_id = $1 and member_id = any($2::uuid[])',
);

export type BlockedMember = RowOf<typeof list>;

/** Members who do not want to read each other. */
@Injectable()
export class BlockedMembersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined if the member has `most`. */
  async add(
    block: { readonly id: string; readonly memberId: string; readonly blockedId: string; readonly at: Date },
    most: number,
  ): Promise<RowOf<typeof add> | undefined> {
    return (
      await this.transactions.query(add, [block.id, block.memberId, block.blockedId, block.at, most])
    )[0];
  }

  async remove(memberId: string, id: string): Promise<void> {
    await this.transactions.query(remove, [memberId, id]);
  }

  /** The newest first. */
  async list(memberId: string): Promise<BlockedMember[]> {
    return this.transactions.query(list, [memberId]);
  }

  async blockedBy(memberId: string): Promise<string[]> {
    return (await this.transactions.query(who, [memberId])).map(({ blockedId }) => blockedId);
  }

  /** Those of the readers who blocked the member. */
  async whoBlocked(memberId: string, readerIds: readonly string[]): Promise<string[]> {
    return (await this.transactions.query(against, [memberId, readerIds])).map((row) => row.memberId);
  }
}
