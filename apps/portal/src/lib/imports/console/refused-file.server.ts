import { AsyncLocalStorage } from 'node:async_hooks';
import { listRefusedLines, type RefusedLine, type ReplyOf } from '@regulars/contracts';
import { csvLine } from '#lib/server/csv.ts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { errorText } from './reasons.ts';

const atOnce = 200;

type Page = ReplyOf<typeof listRefusedLines>;

/** The first page is read before anything is sent, so a refusal can still be an error page. */
export async function refusedFile(api: Api, id: string): Promise<Response> {
  const pageFrom = (cursor: string | null): Promise<Page> =>
    show(
      api.call(listRefusedLines, { params: { id }, query: { limit: atOnce, ...(cursor ? { cursor } : {}) } }),
    );
  const first = await pageFrom(null);
  return new Response(linesOf(first, pageFrom), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="import-errors-${id}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

function linesOf(first: Page, pageFrom: (cursor: string) => Promise<Page>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // Later pages are loaded outside of the request, so they need the reader's language.
  const forReader = AsyncLocalStorage.snapshot();
  const names = added(first.header);
  // The byte order mark tells a spreadsheet that this is UTF-8.
  let before = `\uFEFF${csvLine([...names, ...first.header])}`;
  let page: Page | null = first;
  return new ReadableStream({
    pull: (controller) =>
      forReader(async () => {
        if (!page) return controller.close();
        controller.enqueue(encoder.encode(before + page.data.map(lineOf).join('')));
        before = '';
        page = page.cursor.next ? await pageFrom(page.cursor.next) : null;
      }),
  });
}

const lineOf = ({ line, cells, error }: RefusedLine): string => {
  const said = errorText(error);
  const reason = error.line === line ? said : m.imports_error_line({ line: error.line, text: said });
  return csvLine([line, reason, ...cells]);
};

/** Names of the two columns before the file's own, which may exist from an earlier round. */
const added = (header: readonly string[]): string[] =>
  [m.imports_file_line(), m.imports_file_reason()].map((name) => {
    let free: string = name;
    for (let round = 2; header.includes(free); round += 1) free = `${name} ${round}`;
    return free;
  });
