import type { Cell } from './csv.ts';

export interface Page<Row> {
  data: Row[];
  cursor: { next: string | null };
}

/** A console table as a file: all pages of its list with the filters of the URL. */
export interface Sheet<Row> {
  /** Columns with the API's names, so that programs can read the file, each with its cell. */
  columns: Record<string, (row: Row) => Cell>;
  /** A page of the list from this cursor on. */
  page: (cursor: string | undefined) => Promise<Page<Row>>;
}

/** The cells of each row, page by page, so that a long list needs no memory. */
export async function* rowsOf<Row>({ columns, page }: Sheet<Row>): AsyncGenerator<Cell[][]> {
  const cells = Object.values(columns);
  let cursor: string | undefined;
  do {
    const { data, cursor: after } = await page(cursor);
    yield data.map((row) => cells.map((cell) => cell(row)));
    cursor = after.next ?? undefined;
  } while (cursor !== undefined);
}
