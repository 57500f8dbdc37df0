import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const named = statement(
  'mentioned-members',
  `select n.member_id as "memberId", n.nickname, m.hears from nicknames n join community_memberships m on m.member_id = n.member_id
   where m.community_id = $1 and m.state = 'member' and n.likeness = any($2::text[])`,
);

export type NamedMember = RowOf<typeof named>;

/** Members of a community by what they are called. */
@Injectable()
export class MentionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param likenesses as `likenessOf` makes them */
  async named(communityId: string, likenesses: readonly string[]): Promise<NamedMember[]> {
    return likenesses.length === 0 ? [] : this.transactions.query(named, [communityId, likenesses]);
  }
}
