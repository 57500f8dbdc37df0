import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { withoutFormulaGuard, type FileReason, type ImportOptions } from '@regulars/contracts';
import type { ClubError } from '../../platform/club-error.ts';
import { fileProblem } from './file-problems.ts';
import { startOf } from '../../platform/text.ts';

export type Delimiter = NonNullable<ImportOptions['delimiter']>;

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];
const mostColumns = 500;
const mostPerLine = 1_000_000;

const optionsOf = (delimiter: Delimiter): Options => ({
  delimiter,
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: mostPerLine,
});

/** One line of the file. A cell may contain line breaks. */
export interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

export const csvParser = (delimiter: Delimiter): ReturnType<typeof parse> => parse(optionsOf(delimiter));

const reasons: Partial<Record<CsvError['code'], FileReason>> = {
  CSV_MAX_RECORD_SIZE: 'file-line-too-long',
  CSV_QUOTE_NOT_CLOSED: 'file-quote-open',
  CSV_INVALID_CLOSING_QUOTE: 'file-quote-after',
  INVALID_OPENING_QUOTE: 'file-quote-within',
};

/** The meaning of a parser error for the author of the file; null for other errors. */
export const csvProblem = (error: unknown): ClubError | null => {
  if (!(error instanceof CsvError)) return null;
  const line = typeof error.lines === 'number' ? error.lines : 1;
  return fileProblem(reasons[error.code] ?? 'file-not-csv', { line, most: mostPerLine });
};

/** The first records of the start of a file, without the last one, which may be incomplete. */
export const firstRecords = (
  text: string,
  delimiter: Delimiter,
  most: number,
  whole: boolean,
): string[][] => {
  const end = whole ? text.length : text.lastIndexOf('\n') + 1;
  try {
    const options = {
      ...optionsOf(delimiter),
      info: false,
      to: most,
      ...(whole ? {} : { relax_quotes: false }),
    };
    return parseNow(end > 0 ? text.slice(0, end) : text, options);
  } catch (error) {
    throw csvProblem(error) ?? error;
  }
};

/** The delimiter that splits the header into most columns, outside of quotes. */
export const guessDelimiter = (text: string): Delimiter => {
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/, 1)[0] ?? '';
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const cuts = (delimiter: Delimiter): number => bare.split(delimiter).length;
  return delimiters.reduce<Delimiter>((best, next) => (cuts(next) > cuts(best) ? next : best), ',');
};

/** The column names. Throws `unreadable-file`. */
export const readHeader = (record: readonly string[] | undefined): string[] => {
  const names = (record ?? []).map((name) => withoutFormulaGuard(name).trim());
  if (names.every((name) => name === '')) throw fileProblem('file-no-header');
  if (names.length > mostColumns)
    throw fileProblem('file-too-many-columns', { found: names.length, most: mostColumns });
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw fileProblem('file-column-twice', { column: startOf(twice, 100) });
  return names;
};
