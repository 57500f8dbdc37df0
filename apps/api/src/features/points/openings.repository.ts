import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const opened = statement(
  'points-openings',
  `select distinct p.member_id from points_transactions p
   where p.member_id = any($1) and p.kind = 'adjust' and p.cause->>'opening' = 'true'
     and not exists (select from points_transactions r where r.member_id = p.member_id and r.reverses = p.id)`,
);

/** Balances that members brought from another programme. */
@Injectable()
export class OpeningsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Which of these members have one that nobody took back. */
  async of(memberIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.transactions.query(opened, [memberIds]);
    return new Set(rows.map(({ member_id: id }) => id));
  }
}
