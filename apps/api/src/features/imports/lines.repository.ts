import type { Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { from as copyFrom } from 'pg-copy-streams';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const group = statement(
  'import-group-lines',
  `insert into import_items (import_id, item, key, line)
   select $1, row_number() over (order by min(at) nulls last, min(line)), key, min(line)
   from import_lines where import_id = $1 group by key`,
);

const drop = statement('import-line-drop', 'delete from import_lines where import_id = $1 and line = $2');
// Its key is that of no other line, so that it belongs to none of their items.
const setApart = statement(
  'import-line-set-apart',
  `update import_lines set key = '!' || line, cells = $3 where import_id = $1 and line = $2`,
);

/** The raw lines of files. Call all methods in a transaction outside of the pool. */
@Injectable()
export class LinesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Takes COPY lines: import, line, key, moment, cells. */
  receiver(): Writable {
    return this.transactions.connection.query(
      copyFrom('copy import_lines (import_id, line, key, at, cells) from stdin'),
    );
  }

  async drop(importId: string, line: number): Promise<void> {
    await this.transactions.query(drop, [importId, line]);
  }

  /** As an item of its own, as the file writes it. */
  async setApart(importId: string, line: number, cells: readonly string[]): Promise<void> {
    await this.transactions.query(setApart, [importId, line, JSON.stringify(cells)]);
  }

  /** Groups the lines of each item, wherever they are, and counts the items. */
  async gather(importId: string): Promise<number> {
    const { rowCount } = await this.transactions.execute(group, [importId]);
    await this.transactions.connection.query('analyze import_lines, import_items');
    return rowCount ?? 0;
  }
}
