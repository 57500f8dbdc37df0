import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const vote = statement(
  'past-votes',
  `insert into poll_votes (post_id, member_id, choices, voted_at)
   select $1, v.member_id, array[v.choice], $4 from unnest($2::uuid[], $3::int[]) as v(member_id, choice)`,
);
const like = statement(
  'past-hearts',
  `with added as (
     insert into reactions (writing_id, member_id, kind, on_post, at) select $1, unnest($2::uuid[]), 'heart', true, $3 returning kind)
   update posts set hearts = hearts + (select count(*) from added) where id = $1`,
);

/** Votes and hearts of many members at once, for posts of the past. */
@Injectable()
export class PastVotesRepository {
  constructor(private readonly transactions: Transactions) {}

  async vote(
    postId: string,
    votes: readonly { readonly memberId: string; readonly choice: number }[],
    at: Date,
  ): Promise<void> {
    const columns = [votes.map(({ memberId }) => memberId), votes.map(({ choice }) => choice)] as const;
    await this.transactions.query(vote, [postId, ...columns, at]);
  }

  async like(postId: string, memberIds: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(like, [postId, memberIds, at]);
  }
}
