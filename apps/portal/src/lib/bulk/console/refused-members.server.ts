import { AsyncLocalStorage } from 'node:async_hooks';
import { listBulkRefusals, type ReplyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvLine } from '#lib/server/csv.ts';
import { problemText } from '#lib/shell/problem.ts';

const atOnce = 200;

type Page = ReplyOf<typeof listBulkRefusals>;

/** The first page is read before anything is sent, so a refusal can still be an error page. */
export async function refusedMembersFile(api: Api, id: string): Promise<Response> {
  const pageFrom = (cursor: string | null): Promise<Page> =>
    show(
      api.call(listBulkRefusals, { params: { id }, query: { limit: atOnce, ...(cursor ? { cursor } : {}) } }),
    );
  return new Response(linesOf(await pageFrom(null), pageFrom), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="not-changed-${id}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

function linesOf(first: Page, pageFrom: (cursor: string) => Promise<Page>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  // Later pages are loaded outside of the request, so they need the reader's language.
  const forReader = AsyncLocalStorage.snapshot();
  // The byte order mark tells a spreadsheet that this is UTF-8.
  let before = `\uFEFF${csvLine([m.bulk_file_id(), m.console_members_name(), m.bulk_why()])}`;
  let page: Page | null = first;
  return new ReadableStream({
    pull: (controller) =>
      forReader(async () => {
        if (!page) return controller.close();
        const lines = page.data.map((row) => csvLine([row.memberId, row.displayName, problemText(row.code)]));
        controller.enqueue(encoder.encode(before + lines.join('')));
        before = '';
        page = page.cursor.next ? await pageFrom(page.cursor.next) : null;
      }),
  });
}
