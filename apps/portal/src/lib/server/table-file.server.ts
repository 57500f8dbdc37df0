import { z } from 'zod';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from './api.ts';
import { Faults } from './submit.ts';

/** The file in a form; absent if none was chosen. Browsers do not agree on the type of a CSV file. */
export const tableFile = z
  .file()
  .optional()
  .transform((file) => (file && file.size > 0 ? new Blob([file], { type: 'text/csv' }) : undefined));

const mostShown = 5;

/**
 * Shows at the field `file` which lines the API refused.
 * @param others the field and the text of other pointers
 */
export async function refusedLines<Reply>(
  call: Promise<Reply>,
  others: Readonly<Record<string, readonly [field: string, text: string]>> = {},
): Promise<Reply> {
  try {
    return await call;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const other = Object.keys(thrown.fields).flatMap((pointer) => others[pointer] ?? []);
    const [name, text] = other;
    if (name !== undefined && text !== undefined) throw new Faults({ [name]: text });
    const lines = Object.entries(thrown.fields).flatMap(([pointer, fault]) => {
      const line = /^\/lines\/(\d+)$/u.exec(pointer)?.[1];
      return line === undefined ? [] : [m.common_file_line({ line, fault })];
    });
    if (lines.length === 0) throw thrown;
    const more = lines.length > mostShown ? ' …' : '';
    throw new Faults({ file: `${lines.slice(0, mostShown).join(' · ')}${more}` });
  }
}
