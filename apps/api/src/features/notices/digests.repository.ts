import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement('notice-digest-find', 'select every from notice_digests where member_id = $1');
const put = statement(
  'notice-digest-put',
  `insert into notice_digests (member_id, every, told_until, next_at) values ($1, $2, $3, $4)
   on conflict (member_id) do update set every = excluded.every, next_at = excluded.next_at
   where notice_digests.every <> excluded.every`,
);
const remove = statement('notice-digest-remove', 'delete from notice_digests where member_id = $1');
// Each process takes others.
const due = statement(
  'notice-digests-due',
  `select member_id as "memberId", every, told_until as "toldUntil" from notice_digests where next_at <= $1
   order by next_at, member_id limit $2 for update skip locked`,
);
const move = statement(
  'notice-digest-move',
  'update notice_digests set told_until = $2, next_at = $3 where member_id = $1',
);
const unread = statement(
  'notice-digest-unread',
  `select kind, count(*) as notices from notices where member_id = $1 and read_at is null and at > $2 and at <= $3 group by kind`,
);

export type DueDigest = RowOf<typeof due>;

@Injectable()
export class DigestsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Undefined for a member who wants none. */
  async every(memberId: string): Promise<DueDigest['every'] | undefined> {
    return (await this.transactions.query(find, [memberId]))[0]?.every;
  }

  async put(memberId: string, every: DueDigest['every'], now: Date, next: Date): Promise<void> {
    await this.transactions.query(put, [memberId, every, now, next]);
  }

  async remove(memberId: string): Promise<void> {
    await this.transactions.query(remove, [memberId]);
  }

  /** Locked until the transaction ends. */
  async due(now: Date, most: number): Promise<DueDigest[]> {
    return this.transactions.query(due, [now, most]);
  }

  async move(memberId: string, toldUntil: Date, next: Date): Promise<void> {
    await this.transactions.query(move, [memberId, toldUntil, next]);
  }

  /** What came in this time and is unread, by kind. */
  async unread(memberId: string, from: Date, until: Date): Promise<RowOf<typeof unread>[]> {
    return this.transactions.query(unread, [memberId, from, until]);
  }
}
