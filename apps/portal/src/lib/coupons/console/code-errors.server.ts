import { listCouponBatchErrors } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show, type Api } from '#lib/server/api.ts';
import { csvFile } from '#lib/server/csv-file.ts';
import { codeLineReasons } from './code-line-reasons.ts';

const atOnce = 200;

/** The lines of an imported file that were not taken, with their reasons in the reader's language. */
export const codeErrorsFile = (api: Api, id: string): Promise<Response> =>
  csvFile({
    name: `code-errors-${id}`,
    pageFrom: (cursor) => {
      const query = { limit: atOnce, ...(cursor ? { cursor } : {}) };
      return show(api.call(listCouponBatchErrors, { params: { id }, query }));
    },
    header: () => [m.imports_file_line(), m.imports_file_reason()],
    cells: ({ line, reason }) => [line, codeLineReasons[reason]()],
  });
