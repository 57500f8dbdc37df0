import { Injectable } from '@nestjs/common';
import { isoOf, type Instant } from '@regulars/loyalty';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { StoredContext } from './context.ts';

const context = statement('purchase-context', 'select purchase_context($1, $2, $3, $4, $5) as context');
const record = statement('purchase-record', 'select record_purchases($1) as counted');

export interface ContextAsked {
  readonly requests: readonly object[];
  /** Whose usage is asked for, with the index of the request. */
  readonly caps: readonly object[];
  readonly dueBy: Instant;
  readonly withLots: boolean;
  readonly locked: boolean;
}

/** The two calls of a posting. */
@Injectable()
export class PostingsRepository {
  constructor(private readonly transactions: Transactions) {}

  async context({ requests, caps, dueBy, withLots, locked }: ContextAsked): Promise<StoredContext> {
    const [row] = await this.transactions.query<{ context: StoredContext }>(context, [
      JSON.stringify(requests),
      caps.length > 0 ? JSON.stringify(caps) : null,
      isoOf(dueBy),
      withLots,
      locked,
    ]);
    if (!row) throw new Error('purchase_context returned no row');
    return row.context;
  }

  /** The ids of purchases that have one of these receipts already; then the caller must roll back. */
  async record(document: object): Promise<string[]> {
    const [row] = await this.transactions.query<{ counted: string[] | null }>(record, [
      JSON.stringify(document),
    ]);
    return row?.counted ?? [];
  }
}
