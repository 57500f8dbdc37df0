import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import type { ReturnContext } from './return-context.ts';
import { statement } from './statements.ts';

const context = statement('return-context', 'select return_context($1, $2, $3, $4) as context');
const owner = statement('return-owner', 'select member_id from purchases where id = $1');
const record = statement('return-record', 'select record_returns($1) as counted');

/** The two calls of everything that takes purchases back. */
@Injectable()
export class ReturnsRepository {
  constructor(
    private readonly transactions: Transactions,
    owners: WalletOwners,
  ) {
    owners.register('purchase', (id) => this.ownerOf(id));
  }

  /** The member of the purchase; null if it has none or does not exist. */
  async ownerOf(purchaseId: string): Promise<string | null> {
    const [row] = await this.transactions.query(owner, [purchaseId]);
    return row?.member_id ?? null;
  }

  /** Locks the members' wallets, then the purchases. */
  async context(
    purchaseIds: readonly string[],
    dueBy: Instant,
    receipt: { readonly locationId: string; readonly number: string } | null,
  ): Promise<ReturnContext> {
    const values = [purchaseIds, isoOf(dueBy), receipt?.locationId ?? null, receipt?.number ?? null] as const;
    const [row] = await this.transactions.query(context, values);
    if (!row) throw new Error('return_context returned no row');
    return row.context;
  }

  /** The purchase for which this receipt has already counted; then the caller must roll back. */
  async record(document: object): Promise<string | null> {
    const [row] = await this.transactions.query(record, [JSON.stringify(document)]);
    return row?.counted ?? null;
  }
}
