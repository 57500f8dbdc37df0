import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { KeyedCodes } from '../../platform/codes/keyed-codes.ts';
import {
  sortedStatement,
  type SortedRow,
  type SqlList,
  type SqlOrder,
} from '../../platform/http/sql-order.ts';
import { statement } from './statements.ts';

const columns = 'id, kind, reason, source, added_at as "addedAt"';
const from = `suppressions where ($1::text is null or kind = $1) and ($2::text is null or reason = $2)
  and ($3::text is null or source = $3)`;
/** A row that goes, or does not count, by an action of its owner. */
const isWeak = (row: string): string => `(${row}.reason = 'hard-bounce' or ${row}.source = 'erasure')`;
const stronger = (column: string): string =>
  `${column} = case when ${isWeak('kept')} and not ${isWeak('excluded')} then excluded.${column} else kept.${column} end`;
// The first row stays, unless it is weaker: a complaint would go with the bounce before it. The lock of the row that is there
// keeps others from removing it.
const add = statement(
  'suppression-add',
  `insert into suppressions as kept (id, kind, reason, source, added_at) values ($1, $2, $3, $4, $5)
   on conflict (id) do update set ${['reason', 'source', 'added_at'].map(stronger).join(', ')}
   returning ${columns}, (old.reason, old.source) is distinct from (new.reason, new.source) as "isNew"`,
);
const find = statement('suppressions-find', `select ${columns} from suppressions where id = any($1::uuid[])`);
const list = statement(
  'suppressions-list',
  `select ${columns} from ${from} and ($4::timestamptz is null or (added_at, id) < ($4, $5::uuid))
   order by added_at desc, id desc limit $6`,
);
const remove = statement('suppression-remove', `delete from suppressions where id = $1 returning ${columns}`);
const removeBounce = statement(
  'suppression-remove-bounce',
  `delete from suppressions where id = $1 and reason = 'hard-bounce' returning ${columns}`,
);
const any = statement('suppressions-any', 'select from suppressions limit 1');

export type SuppressionRow = RowOf<typeof list>;

export type SuppressionSort = 'added' | 'reason';
export const suppressionOrders: SqlList<SuppressionSort> = {
  columns,
  from,
  id: { by: 'id', kind: 'id' },
  keys: { added: { by: 'added_at', kind: 'moment' }, reason: { by: 'reason', kind: 'text' } },
};

/** Null where everything is meant. */
export type WhichSuppressions = readonly [
  kind: SuppressionRow['kind'] | null,
  reason: SuppressionRow['reason'] | null,
  source: SuppressionRow['source'] | null,
];

/** The addresses that get neither advertising nor surveys, as hashes. */
@Injectable()
export class SuppressionsRepository {
  constructor(
    private readonly transactions: Transactions,
    keyed: KeyedCodes,
  ) {
    keyed.register(async () => (await transactions.query(any, [])).length > 0);
  }

  /** The earlier one stays, unless it is weaker. */
  async add({ id, kind, reason, source, addedAt }: SuppressionRow): Promise<RowOf<typeof add>> {
    const [row] = await this.transactions.query(add, [id, kind, reason, source, addedAt]);
    if (!row) throw new Error('Every address can be put on the list');
    return row;
  }

  async find(ids: readonly string[]): Promise<SuppressionRow[]> {
    return ids.length === 0 ? [] : this.transactions.query(find, [ids]);
  }

  /** The latest first. */
  async list(
    which: WhichSuppressions,
    after: readonly [Date, string] | null,
    limit: number,
  ): Promise<SuppressionRow[]> {
    return this.transactions.query(list, [...which, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  async sorted(
    which: WhichSuppressions,
    order: SqlOrder<SuppressionSort>,
    limit: number,
  ): Promise<SortedRow<SuppressionRow>[]> {
    const [sorted, values] = sortedStatement<SuppressionRow, SuppressionSort>(
      suppressionOrders,
      which,
      order,
      limit,
    );
    return this.transactions.query(sorted, values);
  }

  /** Undefined if there is none, or if it is on the list for another reason. */
  async removeBounce(id: string): Promise<SuppressionRow | undefined> {
    return (await this.transactions.query(removeBounce, [id]))[0];
  }

  /** Undefined if there is none. */
  async remove(id: string): Promise<SuppressionRow | undefined> {
    return (await this.transactions.query(remove, [id]))[0];
  }
}
