import { foreignCursor, page, readCursor, type Page, type PageQuery } from './cursor.ts';

export type SortOrder = 'asc' | 'desc';
type Value = string | number | boolean | null;

/** A page of a list in the order that the caller chose. */
export interface SortedQuery<Key extends string> extends PageQuery {
  readonly sort?: Key | undefined;
  readonly order?: SortOrder | undefined;
}

interface Sorting<Row, Key extends string> {
  /**
   * What each order compares. Texts are compared as people read them, empty values come last; 'id' is the order of
   * creation.
   */
  readonly by: Readonly<Record<Key, ((row: Row) => Value) | 'id'>>;
  readonly usual: Key;
  /** The order of the usual sort key. Others begin with the smallest. */
  readonly usualOrder?: SortOrder;
  /** Which rows the list shows. A cursor stays good when its row is no longer one of them. */
  readonly shows?: (row: Row) => boolean;
}

const people = new Intl.Collator('und', { numeric: true });

/**
 * A page of a list that always fits into memory, such as locations or staff. Throws `invalid-request` for the cursor of
 * another order.
 */
export const sortedPage = <Row extends { readonly id: string }, Key extends string>(
  rows: readonly Row[],
  query: SortedQuery<Key>,
  { by, usual, usualOrder = 'asc', shows = () => true }: Sorting<Row, Key>,
): Page<Row> => {
  const sort = query.sort ?? usual;
  const order = query.order ?? (sort === usual ? usualOrder : 'asc');
  const compare = comparing(by[sort], order);
  const sorted = [...rows].sort(compare);
  const after = lastShown(query.cursor, sort, order);
  const rest = (after === null ? sorted : behind(sorted, after)).filter(shows);
  return page(
    rest.slice(0, query.limit + 1),
    query.limit,
    (row) => row,
    ({ id }) => [sort, order, id],
  );
};

const lastShown = (cursor: string | undefined, sort: string, order: SortOrder): string | null => {
  const values = readCursor(cursor, 'text', 'text', 'id');
  if (values === null) return null;
  if (values[0] !== sort || values[1] !== order) throw foreignCursor();
  return values[2];
};

const comparing =
  <Row extends { readonly id: string }>(valueOf: ((row: Row) => Value) | 'id', order: SortOrder) =>
  (one: Row, other: Row): number => {
    // Not as people read them: the digits of an id are no numbers.
    if (valueOf === 'id') return order === 'asc' ? byId(one, other) : byId(other, one);
    const [left, right] = [valueOf(one), valueOf(other)];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byId(one, other);
    const found = compareValues(left, right);
    return (order === 'asc' ? found : -found) || byId(one, other);
  };

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : 1;

const compareValues = (left: string | number | boolean, right: string | number | boolean): number =>
  typeof left === 'string' ? people.compare(left, String(right)) : Number(left) - Number(right);

const behind = <Row extends { readonly id: string }>(rows: readonly Row[], id: string): readonly Row[] => {
  const place = rows.findIndex((row) => row.id === id);
  if (place === -1) throw foreignCursor();
  return rows.slice(place + 1);
};
