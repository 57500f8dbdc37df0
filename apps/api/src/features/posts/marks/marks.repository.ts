import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../../platform/database/statement.ts';
import { Transactions } from '../../../platform/database/transactions.ts';
import { statement } from '../statements.ts';

const lockPins = statement(
  'post-pins-lock',
  `select pg_advisory_xact_lock(hashtextextended('pins ' || $1::text, 0))::text as locked`,
);
const pinned = statement(
  'post-pins-count',
  'select count(*) as pinned from posts where community_id = $1 and pinned_at is not null and id <> $2',
);
const pin = statement('post-pin', 'update posts set pinned_at = coalesce(pinned_at, $2) where id = $1');
const unpin = statement('post-unpin', 'update posts set pinned_at = null where id = $1');
const answer = statement('post-answer-set', 'update posts set answer_id = $2 where id = $1');
// An answer that is deleted or hidden answers nothing, and does so again when it is shown again.
const answers = statement(
  'post-answers',
  `select p.id as "postId", p.answer_id as "answerId" from posts p join comments c on c.id = p.answer_id and c.state = 'shown'
   where p.id = any($1::uuid[])`,
);

@Injectable()
export class MarksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the transaction ends nobody else pins a post of the community. */
  async lockPins(communityId: string): Promise<void> {
    await this.transactions.query(lockPins, [communityId]);
  }

  /** Besides this post. */
  async pinned(communityId: string, postId: string): Promise<number> {
    return (await this.transactions.query(pinned, [communityId, postId]))[0]?.pinned ?? 0;
  }

  /** A post that is pinned keeps its place. */
  async pin(postId: string, at: Date): Promise<void> {
    await this.transactions.query(pin, [postId, at]);
  }

  async unpin(postId: string): Promise<void> {
    await this.transactions.query(unpin, [postId]);
  }

  async setAnswer(postId: string, commentId: string | null): Promise<void> {
    await this.transactions.query(answer, [postId, commentId]);
  }

  async answers(postIds: readonly string[]): Promise<RowOf<typeof answers>[]> {
    return this.transactions.query(answers, [postIds]);
  }
}
