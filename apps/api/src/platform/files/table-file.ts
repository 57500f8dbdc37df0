import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withoutFormulaGuard } from '@regulars/contracts';
import { CsvError, parse } from 'csv-parse';
import { ClubError } from '../club-error.ts';
import { decodedText, utf8 } from './decoded-text.ts';
import { tableProblem } from './table-faults.ts';

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a small CSV file. Throws `too-large`, `unreadable-file` with the line, and what `take` throws.
 * @param largest bytes
 */
export const readTable = async (
  file: Readable,
  largest: number,
  take: (record: readonly string[], line: number) => void,
): Promise<void> => {
  const pieces: string[] = [];
  await pipeline(file, limited(largest), inUtf8(), async (text: AsyncIterable<string>) => {
    for await (const piece of text) pieces.push(piece);
  });
  try {
    const csv = csvOf(delimiterOf(pieces));
    await pipeline(Readable.from(pieces), csv, async (records: AsyncIterable<CsvRecord>) => {
      for await (const { record, info } of records) take(record, info.lines);
    });
  } catch (error) {
    if (error instanceof CsvError)
      throw tableProblem('unreadable-file', Number(error.lines ?? 1), 'table-not-csv');
    throw error;
  }
};

/** Without the quote before what a spreadsheet would take for a formula: our own files have one. */
export const plainCell = (cell: string): string => withoutFormulaGuard(cell.trim());

export const hasInvisible = (cell: string): boolean => /\p{Cc}/u.test(cell);

const delimiters = ['\t', ';', ','] as const;

/** By the first line that is not empty. A comma may be in a number if something else separates the cells. */
const delimiterOf = (pieces: readonly string[]): string => {
  const start = pieces.slice(0, 2).join('').trimStart();
  const [first = ''] = start.split(/[\r\n]/u, 1);
  return delimiters.find((delimiter) => first.includes(delimiter)) ?? ',';
};

const csvOf = (delimiter: string) =>
  parse({
    delimiter,
    bom: true,
    // Files that several programs wrote mix them, and the first one would decide for all.
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });

const limited = (largest: number): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > largest ? new ClubError('too-large') : null, chunk);
    },
  });
};

const inUtf8 = (): Transform =>
  decodedText(utf8, (line) => tableProblem('unreadable-file', line, 'table-not-utf-8'));
