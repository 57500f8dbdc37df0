import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const named = statement(
  'mentioned-members',
  `select n.member_id as "memberId", n.nickname from nicknames n join community_memberships m on m.member_id = n.member_id
   where m.community_id = $1 and m.state = 'member' and n.likeness = any($2::text[])`,
);

/** Members of a community by what they are called. */
@Injectable()
export class MentionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @param likenesses as `likenessOf` makes them */
  async named(
    communityId: string,
    likenesses: readonly string[],
  ): Promise<{ memberId: string; nickname: string }[]> {
    return likenesses.length === 0 ? [] : this.transactions.query(named, [communityId, likenesses]);
  }
}
