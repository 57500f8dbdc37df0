import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import type { ImportOptions } from '@regulars/contracts';
import type { ClubError } from '../../platform/club-error.ts';
import { unreadable } from './file-text.ts';

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

/** One line of the file; a cell may hold line breaks. */
export interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

export const csvParser = (delimiter: Delimiter): ReturnType<typeof parse> => parse(optionsOf(delimiter));

const reasons: Partial<Record<CsvError['code'], string>> = {
  CSV_MAX_RECORD_SIZE: `a line longer than ${mostPerLine} characters, or a quote that is never closed`,
  CSV_QUOTE_NOT_CLOSED: 'a quote is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands within a cell that does not begin with one',
};

/** What the parser's error means to whoever made the file; null for other errors. */
export const csvProblem = (error: unknown): ClubError | null => {
  if (!(error instanceof CsvError)) return null;
  const line = typeof error.lines === 'number' ? `Line ${error.lines}: ` : '';
  return unreadable(`${line}${reasons[error.code] ?? 'not CSV'}`);
};

/** The first records of the beginning of a file, without the last one, which may be cut. */
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

/** The delimiter that cuts the header into most columns, outside of quotes. */
export const guessDelimiter = (text: string): Delimiter => {
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/, 1)[0] ?? '';
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const cuts = (delimiter: Delimiter): number => bare.split(delimiter).length;
  return delimiters.reduce<Delimiter>((best, next) => (cuts(next) > cuts(best) ? next : best), ',');
};

/** The names of the columns. Throws `unreadable-file`. */
export const readHeader = (record: readonly string[] | undefined): string[] => {
  const names = (record ?? []).map((name) => name.trim());
  if (names.every((name) => name === '')) throw unreadable('The file has no header line');
  if (names.length > mostColumns)
    throw unreadable(`The file has ${names.length} columns; at most ${mostColumns}`);
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw unreadable(`Two columns are named ${twice.slice(0, 100)}`);
  return names;
};
