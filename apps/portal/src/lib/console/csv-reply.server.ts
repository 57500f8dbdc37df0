import { csvLine, type Cell } from './csv.ts';

interface Page<Row> {
  data: Row[];
  cursor: { next: string | null };
}

interface Sheet<Row> {
  /** Without its ending. */
  file: string;
  head: string[];
  /** A page of the list from this cursor on. */
  page: (cursor: string | undefined) => Promise<Page<Row>>;
  cells: (row: Row) => Cell[];
}

/** A list as a CSV file, page by page, so that a long one needs no memory. The first page is read before anything is sent, so a refusal is still an error page. */
export async function csvReply<Row>({ file, head, page, cells }: Sheet<Row>): Promise<Response> {
  const encoder = new TextEncoder();
  let ahead: Page<Row> | null = await page(undefined);
  // The byte order mark tells a spreadsheet that this is UTF-8.
  let before = `\uFEFF${csvLine(head)}`;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!ahead) return controller.close();
      const { data, cursor }: Page<Row> = ahead;
      controller.enqueue(encoder.encode(before + data.map((row) => csvLine(cells(row))).join('')));
      before = '';
      ahead = cursor.next ? await page(cursor.next) : null;
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
