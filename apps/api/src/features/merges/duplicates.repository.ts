import { Injectable } from '@nestjs/common';
import type { DuplicateReason } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface DuplicateRow {
  readonly id: string;
  readonly memberId: string;
  readonly otherId: string;
  readonly reasons: readonly DuplicateReason[];
  readonly score: number;
}

// Several reasons together make it likelier. What was decided stays decided.
const find = statement(
  'duplicates-find',
  `insert into duplicate_pairs (member_id, other_id, reasons, score, found_at)
   select member_id, other_id, array_agg(distinct reason), least(100, max(score) + 5 * (count(distinct reason) - 1)), $1
   from alike_members() group by 1, 2
   on conflict (member_id, other_id) do update set reasons = excluded.reasons, score = excluded.score, found_at = excluded.found_at`,
);
const forget = statement(
  'duplicates-forget',
  `delete from duplicate_pairs where state = 'open' and found_at < $1`,
);
// One of both may have left since the night.
const list = statement(
  'duplicates-list',
  `select id, member_id as "memberId", other_id as "otherId", reasons, score from duplicate_pairs
   where state = 'open' and member_status(member_id) <> 'closed' and member_status(other_id) <> 'closed'
     and ($1::int is null or score < $1 or (score = $1 and id > $2::uuid))
   order by score desc, id limit $3`,
);
const dismiss = statement(
  'duplicates-dismiss',
  `update duplicate_pairs set state = 'dismissed', decided_at = $2, decided_by = $3 where id = $1 and state = 'open'
   returning member_id as "memberId", other_id as "otherId"`,
);
const exists = statement(
  'duplicates-exists',
  'select exists (select from duplicate_pairs where id = $1) as found',
);

@Injectable()
export class DuplicatesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Finds all pairs again. Those that have nothing in common any more are gone. */
  async find(at: Date): Promise<void> {
    await this.transactions.query(find, [at]);
    await this.transactions.query(forget, [at]);
  }

  async list(
    after: { readonly score: number; readonly id: string } | null,
    limit: number,
  ): Promise<DuplicateRow[]> {
    return this.transactions.query(list, [after?.score ?? null, after?.id ?? null, limit]);
  }

  /** Undefined if it was decided before or does not exist. */
  async dismiss(
    id: string,
    at: Date,
    by: string,
  ): Promise<Pick<DuplicateRow, 'memberId' | 'otherId'> | undefined> {
    return (await this.transactions.query(dismiss, [id, at, by]))[0];
  }

  async exists(id: string): Promise<boolean> {
    return (await this.transactions.query(exists, [id]))[0]?.found ?? false;
  }
}
