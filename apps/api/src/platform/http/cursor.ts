import { ClubError } from '../club-error.ts';

/** Opaque keyset cursors: the sort values of the last row, as JSON in base64url. */
export const writeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads a cursor with this many values; a forged or foreign one is a bad request. */
export const readCursor = (cursor: string | undefined, length: number): (string | number | null)[] | null => {
  if (cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length && values.every(isSortValue)) return values;
  } catch {
    // falls through to the refusal below
  }
  throw new ClubError('invalid-request', {
    errors: [{ pointer: '/query/cursor', message: 'not a cursor of this list' }],
  });
};

const isSortValue = (value: unknown): value is string | number | null =>
  value === null ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.isWellFormed() && !value.includes('\0'));

/** Cuts the row too many that tells whether there is a next page. Repositories ask for `limit + 1` rows. */
export const page = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
  sortValues: (row: Row) => readonly (string | number | null)[],
): { data: Item[]; cursor: { next: string | null } } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(sortValues(last)) : null;
  return { data: shown.map(show), cursor: { next } };
};
