import { AsyncLocalStorage } from 'node:async_hooks';
import { getLocale } from '#lib/paraglide/runtime.js';
import { csvLine, type Cell } from './csv.ts';

interface Page<Row> {
  readonly data: readonly Row[];
  readonly cursor: { readonly next: string | null };
}

interface Content<Row, More> {
  /** Without `.csv`. */
  readonly name: string;
  readonly pageFrom: (cursor: string | null) => Promise<Page<Row> & More>;
  /** The names of the columns. */
  readonly header: (first: More) => readonly Cell[];
  readonly cells: (row: Row) => readonly Cell[];
  /** Absent for the one that spreadsheets of the reader's language expect. */
  readonly delimiter?: (first: More) => string;
}

/** A CSV file of any length. Its first page is read before anything is sent, so a refusal can still be an error page. */
export async function csvFile<Row, More>(content: Content<Row, More>): Promise<Response> {
  return new Response(linesOf(await content.pageFrom(null), content), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${content.name}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

const ofReader = (): string => (getLocale() === 'en' ? ',' : ';');

function linesOf<Row, More>(
  first: Page<Row> & More,
  { pageFrom, header, cells, delimiter = ofReader }: Content<Row, More>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // Later pages are loaded outside of the request, so they need the reader's language.
  const forReader = AsyncLocalStorage.snapshot();
  // The byte order mark tells a spreadsheet that this is UTF-8.
  const cut = delimiter(first);
  let before = `\uFEFF${csvLine(header(first), cut)}`;
  let page: (Page<Row> & More) | null = first;
  return new ReadableStream({
    pull: (controller) =>
      forReader(async () => {
        if (!page) return controller.close();
        controller.enqueue(
          encoder.encode(before + page.data.map((row) => csvLine(cells(row), cut)).join('')),
        );
        before = '';
        page = page.cursor.next ? await pageFrom(page.cursor.next) : null;
      }),
  });
}
