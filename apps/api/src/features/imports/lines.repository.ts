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

  /** Groups the lines of each item, wherever they are, and counts the items. */
  async gather(importId: string): Promise<number> {
    const { rowCount } = await this.transactions.execute(group, [importId]);
    await this.transactions.connection.query('analyze import_lines, import_items');
    return rowCount ?? 0;
  }
}
