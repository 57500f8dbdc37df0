import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const note = statement(
  'import-items-note-spent',
  `update import_items i set changes = coalesce(i.changes, '{}') || jsonb_build_object('spent', n.spent)
   from jsonb_to_recordset($2::jsonb) as n(item bigint, spent bigint) where i.import_id = $1 and i.item = n.item`,
);
const list = statement(
  'import-items-kept',
  `select item, line, subject_id, (changes->>'spent')::bigint as spent from import_items
   where import_id = $1 and state = 'kept' and item > $2 order by item limit $3`,
);

export interface KeptRow {
  readonly item: number;
  readonly line: number;
  /** Null if the member was erased. */
  readonly subject_id: string | null;
  /** Points that the undo could not take back; null if something else keeps the item. */
  readonly spent: number | null;
}

/** What an undo had to leave. */
@Injectable()
export class KeptItems {
  constructor(private readonly transactions: Transactions) {}

  async noteSpent(importId: string, spent: ReadonlyMap<number, number>): Promise<void> {
    if (spent.size === 0) return;
    const rows = [...spent].map(([item, points]) => ({ item, spent: points }));
    await this.transactions.query(note, [importId, JSON.stringify(rows)]);
  }

  async list(importId: string, after: number, limit: number): Promise<KeptRow[]> {
    return this.transactions.query(list, [importId, after, limit]);
  }
}
