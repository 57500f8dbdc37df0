import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import type { Money } from './money.ts';

const add = statement(
  'import-money-add',
  `insert into import_money as s (import_id, currency, file, gross, returned, listed, refused, duplicate)
   select $1, n.currency, n.file, n.gross, n.returned, n.listed, n.refused, n.duplicate
   from jsonb_to_recordset($2::jsonb) as n(currency text, file bigint, gross bigint, returned bigint, listed bigint,
     refused bigint, duplicate bigint)
   on conflict (import_id, currency) do update set file = s.file + excluded.file, gross = s.gross + excluded.gross,
     returned = s.returned + excluded.returned, listed = s.listed + excluded.listed,
     refused = s.refused + excluded.refused, duplicate = s.duplicate + excluded.duplicate`,
);
const list = statement(
  'import-money-list',
  `select currency, file, gross, returned, listed, refused, duplicate from import_money
   where import_id = $1 order by currency`,
);
const clear = statement('import-money-clear', 'delete from import_money where import_id = $1');

/** What the money of imports became. */
@Injectable()
export class MoneyRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(importId: string, money: readonly Money[]): Promise<void> {
    if (money.length > 0) await this.transactions.query(add, [importId, JSON.stringify(money)]);
  }

  async of(importId: string): Promise<Money[]> {
    return this.transactions.query(list, [importId]);
  }

  /** Before everything is booked after a dry run. */
  async clear(importId: string): Promise<void> {
    await this.transactions.query(clear, [importId]);
  }
}
