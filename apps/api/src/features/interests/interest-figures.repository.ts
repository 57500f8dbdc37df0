import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const count = statement(
  'interest-figures',
  `select interest, 'interested' as what, count(*) as members from member_interests where until is null or until > $1 group by interest
   union all select interest, source, count(*) from interest_signals group by interest, source
   union all select interest, 'stated', count(*) from interest_choices where stated_at is not null group by interest
   union all select interest, 'blocked', count(*) from interest_choices where blocked_at is not null group by interest`,
);
const list = statement(
  'member-interests-list',
  `select k.member_id as "memberId", k.interest, member_name(k.member_id) as "memberName"
   from (
     select member_id, interest from interest_choices where stated_at is not null
     union select member_id, interest from interest_signals) k
   where ($1::text is null or k.interest = $1) and ($2::uuid is null or (k.member_id, k.interest) > ($2, $3::text))
   order by k.member_id, k.interest limit $4`,
);

export type CountedInterest = RowOf<typeof count>;
export type ListedRow = RowOf<typeof list>;

@Injectable()
export class InterestFiguresRepository {
  constructor(private readonly transactions: Transactions) {}

  async count(now: Date): Promise<CountedInterest[]> {
    return this.transactions.query(count, [now]);
  }

  /** By member and interest. */
  async list(
    interest: string | null,
    after: readonly [string, string] | null,
    most: number,
  ): Promise<ListedRow[]> {
    return this.transactions.query(list, [interest, after?.[0] ?? null, after?.[1] ?? null, most]);
  }
}
