import type { Readable } from 'node:stream';
import { csvCell } from '../csv-cell.ts';
import { fileProblem } from '../file-problems.ts';
import { textFrom, type Encoding } from '../reading/charsets.ts';
import { contactColumns, ContactRows, type ContactRow } from './contact-rows.ts';

const longestHeld = 50_000_000;

/** The contacts of a file as lines of CSV: the second line is the first contact. Throws `unreadable-file`. */
export async function* contactLines(file: Readable, encoding: Encoding): AsyncGenerator<string> {
  yield `${contactColumns.map(csvCell).join(',')}\n`;
  const decoder = textFrom(encoding);
  const rows = new ContactRows();
  let held = '';
  try {
    for await (const piece of file as AsyncIterable<Buffer>) {
      const lines = (held + decoder.decode(piece, { stream: true })).split('\n');
      held = lines.pop() ?? '';
      if (held.length > longestHeld) throw fileProblem('file-line-too-long', { line: 1, most: longestHeld });
      yield textOf(rows.take(lines));
    }
    yield textOf(rows.take([held + decoder.decode()]));
  } catch (error) {
    throw error instanceof TypeError ? fileProblem('file-encoding', { encoding }) : error;
  }
  yield textOf(rows.end());
}

const textOf = (rows: readonly ContactRow[]): string =>
  rows.map((row) => `${contactColumns.map((name) => csvCell(row[name])).join(',')}\n`).join('');
