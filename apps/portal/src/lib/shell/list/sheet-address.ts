import { withQuery } from './query.ts';

/** The sheet next to a list: the URL says what it is open for, so it can be linked and closed with Back. */
type Address = Parameters<typeof withQuery>[0];

export const editHref = (url: Address, id: string): string => withQuery(url, { edit: id, new: null }, true);
export const addHref = (url: Address): string => withQuery(url, { new: 'yes', edit: null }, true);
export const closedHref = (url: Address): string => withQuery(url, { edit: null, new: null }, true);

export const addsNew = (url: Address): boolean => url.searchParams.get('new') !== null;
/** The row that the sheet is open for; null for a new one or none. */
export const editedOf = <Row extends { id: string }>(url: Address, rows: readonly Row[]): Row | null =>
  rows.find(({ id }) => id === url.searchParams.get('edit')) ?? null;
