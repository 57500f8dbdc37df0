import type { Access, ExportColumn, ExportKind } from '@regulars/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.ts';

export type ExportCell = string | number | boolean | null;

/** What is exported, and for which caller. */
export interface ExportRequest {
  readonly actor: Actor;
  /** The filters and the order of the list, checked by `filters`. */
  readonly query: unknown;
}

/** What a feature contributes to exports: a list that no reader has to hold completely. */
export interface ExportSource {
  readonly kind: ExportKind;
  /** The callers that may read the list. */
  readonly access: Access;
  /** The list's query, without limit and cursor. Absent if it takes none. */
  readonly filters?: z.ZodType | undefined;
  readonly columns: readonly ExportColumn[];
  /** Absent if counting would take as long as reading. A large list answers null if it has more rows than `most`. */
  count?(request: ExportRequest, most?: number): Promise<number | null>;
  /** All rows in chunks, each with one cell per column. */
  rows(request: ExportRequest): AsyncGenerator<readonly ExportCell[][]>;
}

const atOnce = 1000;

/** Reads a table by key: `read` gives the rows after a key, `keyOf` the key of a row. */
export async function* byKey<Row, Key>(
  first: Key,
  read: (after: Key, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
  cells: (row: Row) => ExportCell[],
): AsyncGenerator<ExportCell[][]> {
  let after = first;
  for (;;) {
    const rows = await read(after, atOnce);
    if (rows.length > 0) yield rows.map(cells);
    const last = rows.at(-1);
    if (last === undefined || rows.length < atOnce) return;
    after = keyOf(last);
  }
}
