import { AsyncLocalStorage } from 'node:async_hooks';
import { listCouponBatchErrors, type ReplyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { codeLineReasons } from './code-line-reasons.ts';

type Page = ReplyOf<typeof listCouponBatchErrors>;

const atOnce = 200;

/** The lines of an imported file that were not taken, with their reasons in the reader's language. */
export async function codeErrorsFile(api: Api, id: string): Promise<Response> {
  const pageFrom = (cursor: string | null): Promise<Page> =>
    show(
      api.call(listCouponBatchErrors, {
        params: { id },
        query: { limit: atOnce, ...(cursor ? { cursor } : {}) },
      }),
    );
  const first = await pageFrom(null);
  return new Response(linesOf(first, pageFrom), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="code-errors-${id}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

function linesOf(first: Page, pageFrom: (cursor: string) => Promise<Page>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // Later pages are loaded outside of the request, so they need the reader's language.
  const forReader = AsyncLocalStorage.snapshot();
  // The byte order mark tells a spreadsheet that this is UTF-8.
  let before = `\uFEFF"${m.imports_file_line()}","${m.imports_file_reason()}"\r\n`;
  let page: Page | null = first;
  return new ReadableStream({
    pull: (controller) =>
      forReader(async () => {
        if (!page) return controller.close();
        const lines = page.data.map(({ line, reason }) => `${line},"${codeLineReasons[reason]()}"\r\n`);
        controller.enqueue(encoder.encode(before + lines.join('')));
        before = '';
        page = page.cursor.next ? await pageFrom(page.cursor.next) : null;
      }),
  });
}
