import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Outcome } from './import.ts';
import type { Refusal } from './refusals.ts';
import { statement } from './statements.ts';

const add = statement(
  'import-remarks-add',
  `insert into import_remarks (import_id, item, number, line, refusal, reason_group)
   select $1, n.item, n.number, n.line, n.refusal, n."reasonGroup"
   from jsonb_to_recordset($2::jsonb) as n(item bigint, number int, line bigint, refusal jsonb, "reasonGroup" int)`,
);
const clear = statement('import-remarks-clear', 'delete from import_remarks where import_id = $1');
const list = statement(
  'import-remarks-list',
  `select l.line, l.cells, r.refusals
   from (
     select line, json_agg(refusal order by item, number) as refusals from import_remarks
     where import_id = $1 and line > $2 group by line order by line limit $3
   ) r join import_lines l on l.import_id = $1 and l.line = r.line
   order by l.line`,
);

export interface RemarkedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly refusals: readonly Refusal[];
}

/** What was left out of items that came in. */
@Injectable()
export class RemarksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Call it before the import counts these outcomes. */
  async add(importId: string, outcomes: readonly Outcome[]): Promise<void> {
    const rows = outcomes.flatMap(({ item, remarks = [] }) =>
      remarks.map((remark, index) => ({ item, number: index + 1, ...remark })),
    );
    if (rows.length > 0) await this.transactions.query(add, [importId, JSON.stringify(rows)]);
  }

  async clear(importId: string): Promise<void> {
    await this.transactions.query(clear, [importId]);
  }

  /** Lines after this one with all remarks on each. */
  async lines(importId: string, after: number, limit: number): Promise<RemarkedRow[]> {
    return this.transactions.query(list, [importId, after, limit]);
  }
}
