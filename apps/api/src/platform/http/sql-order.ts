import { madeStatement, type TypedStatement } from '../database/statement.ts';
import { foreignCursor, isSortValue, page, readCursor, type Page } from './cursor.ts';
import type { SortedQuery, SortOrder } from './sorted.ts';

type KeyKind = 'moment' | 'text' | 'number' | 'id';

/** What an order of a list compares. */
interface SqlSortKey {
  /** SQL of this code, never of a caller. */
  readonly by: string;
  readonly kind: KeyKind;
  /** A moment that may be null. Rows without it come last. */
  readonly nullable?: true;
}

/** A list that PostgreSQL sorts: where its rows come from, without the filter of the page. */
export interface SqlList<Key extends string> {
  readonly columns: string;
  /** Tables and conditions; its parameters are `$1` to `$n`. */
  readonly from: string;
  /** Decides between rows with the same value. */
  readonly id: { readonly by: string; readonly kind: 'id' | 'number' };
  readonly keys: Readonly<Record<Key, SqlSortKey>>;
}

/** The order that the caller chose, and the row after which the page starts. */
export interface SqlOrder<Key extends string> {
  readonly sort: Key;
  readonly order: SortOrder;
  readonly after: readonly [value: string, id: string] | null;
}

/** A row with the value by which it was sorted. */
export type SortedRow<Row> = Row & { readonly sort_key: string };

const types = { moment: 'timestamptz', text: 'text', number: 'bigint', id: 'uuid' } as const;

/**
 * Reads which order the caller asks for. Null for the usual order, which has a statement of its own. Throws
 * `invalid-request` for the cursor of another order.
 */
export const sqlOrderOf = <Key extends string>(
  { sort, order, cursor }: SortedQuery<Key>,
  usual: { readonly sort: Key; readonly order: SortOrder },
  { keys, id }: Pick<SqlList<Key>, 'keys' | 'id'>,
): SqlOrder<Key> | null => {
  const chosen = sort ?? usual.sort;
  const direction = order ?? (chosen === usual.sort ? usual.order : 'asc');
  if (chosen === usual.sort && direction === usual.order) return null;
  const values = readCursor(cursor, 'text', 'text', 'text', 'text');
  if (values === null) return { sort: chosen, order: direction, after: null };
  const [cursorSort, cursorOrder, value, last] = values;
  const same = cursorSort === chosen && cursorOrder === direction;
  if (!same || !isKeyValue(keys[chosen], value) || !isOfKind[id.kind](last)) throw foreignCursor();
  return { sort: chosen, order: direction, after: [value, last] };
};

const isOfKind: Readonly<Record<KeyKind, (value: string) => boolean>> = {
  moment: (value) => isSortValue('moment', value),
  text: (value) => isSortValue('text', value),
  number: (value) => /^-?\d{1,18}$/.test(value),
  id: (value) => isSortValue('id', value),
};
const isKeyValue = ({ kind, nullable }: SqlSortKey, value: string): boolean =>
  isOfKind[kind](value) || (nullable === true && /^-?infinity$/.test(value));

/** The statement of a page in that order, and its values after those of the list. */
export const sortedStatement = <Row, Key extends string>(
  { columns, from, id, keys }: SqlList<Key>,
  values: readonly unknown[],
  { sort, order, after }: SqlOrder<Key>,
  limit: number,
): readonly [TypedStatement<SortedRow<Row>, readonly unknown[]>, readonly unknown[]] => {
  const { by, kind, nullable } = keys[sort];
  const key = nullable ? `coalesce(${by}, '${order === 'asc' ? '' : '-'}infinity')` : by;
  const [value, last, most] = [1, 2, 3].map((more) => `$${values.length + more}`);
  // Without a name, so that it is planned for these values: filters that are absent disappear.
  const text = `select ${columns}, (${key})::text as sort_key from ${from}
    and (${value}::text is null or (${key}, ${id.by}) ${order === 'asc' ? '>' : '<'} (${value}::${types[kind]}, ${last}::${types[id.kind]}))
    order by ${key} ${order}, ${id.by} ${order} limit ${most}`;
  return [madeStatement<SortedRow<Row>>(text), [...values, after?.[0] ?? null, after?.[1] ?? null, limit]];
};

interface SortedPage<Row, Key extends string> {
  readonly limit: number;
  /** Null is the usual one. */
  readonly order: SqlOrder<Key> | null;
  readonly idOf: (row: Row) => string | number;
  /** The values of the cursor in the usual order. */
  readonly usual: (row: Row) => readonly (string | number)[];
}

/** A page in the order that the caller chose. */
export const sqlPage = <Row, Key extends string, Item>(
  rows: readonly (Row & { readonly sort_key?: string })[],
  { limit, order, idOf, usual }: SortedPage<Row, Key>,
  show: (row: Row) => Item,
): Page<Item> =>
  page(rows, limit, show, (row) =>
    order ? [order.sort, order.order, row.sort_key ?? '', String(idOf(row))] : usual(row),
  );
