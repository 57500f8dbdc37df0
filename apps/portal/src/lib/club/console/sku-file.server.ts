import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from '#lib/server/api.ts';
import { Faults } from '#lib/server/submit.ts';

/** The file in a form; absent if none was chosen. Browsers do not agree on the type of a CSV file. */
export const skuFile = z
  .file()
  .optional()
  .transform((file) => (file && file.size > 0 ? new Blob([file], { type: 'text/csv' }) : undefined));

const mostShown = 5;

/** Shows at the field which lines the API refused. */
export async function refusedLines<Reply>(call: Promise<Reply>): Promise<Reply> {
  try {
    return await call;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const lines = Object.entries(thrown.fields).flatMap(([pointer, fault]) => {
      const line = /^\/lines\/(\d+)$/u.exec(pointer)?.[1];
      return line === undefined ? [] : [m.productsets_line({ line, fault })];
    });
    if (lines.length === 0) throw thrown;
    const more = lines.length > mostShown ? ' …' : '';
    throw new Faults({ file: `${lines.slice(0, mostShown).join(' · ')}${more}` });
  }
}
