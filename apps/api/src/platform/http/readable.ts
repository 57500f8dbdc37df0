import type { UnreadableRow } from '@regulars/contracts';
import type { Page } from './cursor.ts';

/** A list in which a newer version of the software may have stored rows. */
export interface ReadablePage<Item> extends Page<Item> {
  readonly unreadable: UnreadableRow[];
}

/** The list with the rows that cannot be shown, on its first page. */
export const withUnreadable = <Item>(
  list: Page<Item>,
  cursor: string | undefined,
  rows: readonly UnreadableRow[],
): ReadablePage<Item> => ({
  ...list,
  unreadable:
    cursor === undefined ? rows.map(({ id, version, name, state }) => ({ id, version, name, state })) : [],
});
