import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ReturnedSale } from '../sales/index.ts';
import { statement } from './statements.ts';

const found = statement(
  'return-find',
  `select r.purchase_id, p.member_id from purchase_returns r join purchases p on p.id = r.purchase_id where r.id = $1`,
);
const undone = statement(
  'return-effects',
  `select participant, kind, reference, figures from sale_effects where undone_by = $1 order by participant, kind, reference`,
);
const reverse = statement('return-reverse', 'select reverse_return($1)');

@Injectable()
export class ReturnReversalsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(returnId: string): Promise<{ purchaseId: string; memberId: string | null } | null> {
    const [row] = await this.transactions.query(found, [returnId]);
    return row ? { purchaseId: row.purchase_id, memberId: row.member_id } : null;
  }

  /** Effects of participants that the return has undone. */
  async undoneBy(returnId: string): Promise<ReturnedSale['effects']> {
    return this.transactions.query(undone, [returnId]);
  }

  async reverse(document: object): Promise<void> {
    await this.transactions.query(reverse, [JSON.stringify(document)]);
  }
}
