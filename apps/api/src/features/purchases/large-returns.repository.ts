import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface LargeReturnRow {
  id: string;
  purchase_id: string;
  receipt_number: string;
  location_id: string;
  at: Date;
  member_id: string;
  member_name: string;
  amount: number;
  currency: string;
  taken_back: number;
  reason: string | null;
  reversed_at: Date | null;
}

const above = statement(
  'returns-above',
  `select r.id, r.purchase_id, p.receipt_number, p.location_id, r.returned_at as at, p.member_id,
          member_name(p.member_id) as member_name, r.amount, p.currency, r.taken_back, r.reason,
          r.reversed_at
   from purchase_returns r join purchases p on p.id = r.purchase_id
   where r.taken_back > $1 and p.member_id is not null and ($2::uuid[] is null or p.location_id = any($2))
     and ($3::timestamptz is null or (r.returned_at, r.id) < ($3, $4::uuid))
   order by r.returned_at desc, r.id desc limit $5`,
);

@Injectable()
export class LargeReturnsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Newest first: returns that took back more points, at these locations or all. */
  async above(
    points: number,
    within: readonly string[] | null,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<LargeReturnRow[]> {
    const [at, id] = after ?? [null, null];
    return this.transactions.query(above, [points, within, at, id, limit]);
  }
}
