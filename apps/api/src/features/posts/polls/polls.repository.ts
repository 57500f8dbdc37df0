import { Injectable } from '@nestjs/common';
import type { SentPoll } from '@regulars/contracts';
import type { RowOf } from '../../../platform/database/statement.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { statement } from '../statements.ts';

const insert = statement(
  'poll-insert',
  'insert into polls (post_id, options, most, ends_at) values ($1, $2, $3, $4)',
);
// Counted when it is asked for, so two votes at the same moment are both in it.
const ofPosts = statement(
  'polls-of-posts',
  `select p.post_id as "postId", p.options, p.most, p.ends_at as "endsAt", own.choices as mine,
     (select count(*) from poll_votes v where v.post_id = p.post_id) as voters,
     array(
       select count(v.member_id)::int from generate_series(0, cardinality(p.options) - 1) as option(place)
         left join poll_votes v on v.post_id = p.post_id and option.place = any(v.choices)
       group by option.place order by option.place) as votes
   from polls p left join poll_votes own on own.post_id = p.post_id and own.member_id = $2
   where p.post_id = any($1::uuid[])`,
);
const vote = statement(
  'poll-vote',
  `insert into poll_votes (post_id, member_id, choices, voted_at) values ($1, $2, $3, $4)
   on conflict (post_id, member_id) do update set choices = excluded.choices, voted_at = excluded.voted_at`,
);
const takeBack = statement(
  'poll-vote-take-back',
  'delete from poll_votes where post_id = $1 and member_id = $2',
);
const removeVotes = statement('poll-votes-remove', 'delete from poll_votes where post_id = $1');
const remove = statement('poll-remove', 'delete from polls where post_id = $1');

export type PollRow = RowOf<typeof ofPosts>;

@Injectable()
export class PollsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(postId: string, { options, most, endsAt }: SentPoll): Promise<void> {
    await this.transactions.query(insert, [postId, options, most, endsAt === null ? null : new Date(endsAt)]);
  }

  /** With the votes, and what this member has chosen. */
  async ofPosts(ids: readonly string[], memberId: string | null): Promise<PollRow[]> {
    return this.transactions.query(ofPosts, [ids, memberId]);
  }

  /** Instead of an earlier vote of the member. */
  async vote(postId: string, memberId: string, choices: readonly number[], at: Date): Promise<void> {
    if (choices.length > 0) await this.transactions.query(vote, [postId, memberId, choices, at]);
    else await this.transactions.query(takeBack, [postId, memberId]);
  }

  async remove(postId: string): Promise<void> {
    await this.transactions.query(removeVotes, [postId]);
    await this.transactions.query(remove, [postId]);
  }
}
