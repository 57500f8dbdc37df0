import { date, instant } from '@regulars/contracts';
import { ClubError } from '../club-error.ts';

// Opaque to callers: the sort values of the last row.
const writeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Sort values in a cursor: a moment is RFC 3339 or PostgreSQL's text of it. */
interface SortValues {
  readonly id: string;
  readonly moment: string;
  readonly date: string;
  readonly text: string;
  readonly number: number;
}
type SortKind = keyof SortValues;

// PostgreSQL writes `2026-11-22 09:00:00.123456+00`.
const toRfc3339 = (value: string): string => value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
const isOfKind: Readonly<Record<SortKind, (value: unknown) => boolean>> = {
  id: (value) => typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(value),
  moment: (value) => typeof value === 'string' && instant.safeParse(toRfc3339(value)).success,
  date: (value) => typeof value === 'string' && date.safeParse(value).success,
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  number: (value) => Number.isSafeInteger(value),
};

/** Reads a cursor with values of these kinds. A forged or foreign cursor is a bad request. */
export const readCursor = <const Kinds extends readonly SortKind[]>(
  cursor: string | undefined,
  ...kinds: Kinds
): { readonly [At in keyof Kinds]: SortValues[Kinds[At]] } | null => {
  if (cursor === undefined) return null;
  const values = parse(cursor);
  if (isSorted(values, kinds)) return values;
  throw foreignCursor();
};

/** Whether a text can be compared as a value of this kind. */
export const isSortValue = (kind: SortKind, value: string): boolean => isOfKind[kind](value);

export const foreignCursor = (): ClubError =>
  ClubError.field('invalid-request', '/query/cursor', 'this cursor does not belong to this list');

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

const isSorted = <Kinds extends readonly SortKind[]>(
  values: unknown,
  kinds: Kinds,
): values is { readonly [At in keyof Kinds]: SortValues[Kinds[At]] } =>
  Array.isArray(values) &&
  values.length === kinds.length &&
  kinds.every((kind, at) => isOfKind[kind](values[at]));

/** A request for a page of a list. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of a list, and where the next one starts; null at the end. */
export interface Page<Item> {
  data: Item[];
  cursor: { next: string | null };
}

/** Removes the extra row that shows whether there is a next page. Repositories ask for `limit + 1` rows. */
export const page = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => Item,
  sortValues: (row: Row) => readonly (string | number | null)[],
): Page<Item> => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? writeCursor(sortValues(last)) : null;
  return { data: shown.map(show), cursor: { next } };
};
