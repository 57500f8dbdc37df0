export type ExportCell = string | number | boolean | null;

/** What a feature contributes to an export: a table that no reader has to hold completely. */
export interface ExportSource {
  /** Machine-readable column names. */
  readonly columns: readonly string[];
  count(): Promise<number>;
  /** All rows in chunks, each with one cell per column. */
  rows(): AsyncGenerator<readonly ExportCell[][]>;
}

/** Reads a table by key: `read` gives the rows after a key, `keyOf` the key of a row. */
export async function* byKey<Row, Key>(
  first: Key,
  read: (after: Key, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
  cells: (row: Row) => ExportCell[],
): AsyncGenerator<ExportCell[][]> {
  const atOnce = 1000;
  let after = first;
  for (;;) {
    const rows = await read(after, atOnce);
    if (rows.length > 0) yield rows.map(cells);
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = keyOf(last);
  }
}

export const lowestId = '00000000-0000-0000-0000-000000000000';
