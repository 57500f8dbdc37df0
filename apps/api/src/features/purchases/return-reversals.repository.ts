import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ReturnedSale } from '../sales/index.ts';
import { statement } from './statements.ts';

const found = statement(
  'return-find',
  `select r.purchase_id, p.member_id from purchase_returns r join purchases p on p.id = r.purchase_id where r.id = $1`,
);
const effects = statement(
  'return-effects',
  `select participant, kind, reference, figures, coalesce(undone_by = $2, false) as undone from sale_effects
   where purchase_id = $1 and outcome = 'applied' order by participant, kind, reference`,
);
const reverse = statement('return-reverse', 'select reverse_return($1)');

@Injectable()
export class ReturnReversalsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(returnId: string): Promise<{ purchaseId: string; memberId: string | null } | null> {
    const [row] = await this.transactions.query(found, [returnId]);
    return row ? { purchaseId: row.purchase_id, memberId: row.member_id } : null;
  }

  /** What of participants applied to the purchase: what the return has undone, and the others. */
  async effectsOf(purchaseId: string, returnId: string): Promise<Pick<ReturnedSale, 'effects' | 'others'>> {
    const rows = await this.transactions.query(effects, [purchaseId, returnId]);
    const told = (undone: boolean): ReturnedSale['effects'] =>
      rows.filter((row) => row.undone === undone).map(({ undone: _, ...effect }) => effect);
    return { effects: told(true), others: told(false) };
  }

  async reverse(document: object): Promise<void> {
    await this.transactions.query(reverse, [JSON.stringify(document)]);
  }
}
