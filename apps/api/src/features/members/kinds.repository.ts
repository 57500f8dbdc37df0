import { Injectable } from '@nestjs/common';
import type { MemberKind } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'member-kind',
  `select m.erased_at, k.kind, k.reason, k.set_at
   from members m left join member_kinds k on k.member_id = m.id where m.id = $1`,
);
const lock = statement('member-kind-lock', 'select id from members where id = $1 for no key update');
const set = statement(
  'member-kind-set',
  `insert into member_kinds (member_id, kind, reason, set_at) values ($1, $2, $3, $4)
   on conflict (member_id) do update set kind = excluded.kind, reason = excluded.reason, set_at = excluded.set_at`,
);
const clear = statement('member-kind-clear', 'delete from member_kinds where member_id = $1');

const forgetScores = statement('member-kind-forget-scores', 'delete from member_scored where member_id = $1');

export type KindRow = RowOf<typeof find>;

@Injectable()
export class KindsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(memberId: string): Promise<KindRow | undefined> {
    return (await this.transactions.query(find, [memberId]))[0];
  }

  /** Nobody else sets it until the transaction ends. */
  async lock(memberId: string): Promise<void> {
    await this.transactions.query(lock, [memberId]);
  }

  /** What was computed about the member is no longer known. */
  async set(memberId: string, kind: MemberKind, reason: string, at: Date): Promise<void> {
    await this.transactions.query(set, [memberId, kind, reason, at]);
    await this.transactions.query(forgetScores, [memberId]);
  }

  /** A customer from now on. */
  async clear(memberId: string): Promise<void> {
    await this.transactions.query(clear, [memberId]);
  }
}
