import { CsvError, parse, type Options } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { withoutFormulaGuard, type FileReason, type ImportOptions } from '@regulars/contracts';
import type { ClubError } from '../../platform/club-error.ts';
import { fileProblem } from './file-problems.ts';

export type Delimiter = NonNullable<ImportOptions['delimiter']>;

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];
const mostColumns = 500;
const mostPerLine = 1_000_000;

const optionsOf = (delimiter: Delimiter): Options => ({
  delimiter,
  bom: true,
  info: true,
  // Files that went through several programs have lines of both kinds.
  record_delimiter: ['\r\n', '\n', '\r'],
  // People write a blank before a quoted cell.
  trim: true,
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
  const end = whole ? text.length : endOfRecords(text);
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

/** After the last line break that is not within quotes. */
const endOfRecords = (text: string): number => {
  let end = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x22) quoted = !quoted;
    else if (!quoted && (char === 0x0a || char === 0x0d)) end = at + 1;
  }
  return end > 0 ? end : text.lastIndexOf('\n') + 1;
};

/** A first line for Excel: `sep=;`. */
const sepLine = /^\uFEFF?"?sep=(.)"?(?:\r?\n|\r)/i;

/** Whether a record is that line: its delimiter may have cut it. */
export const isSepLine = (record: readonly string[]): boolean =>
  /^sep=.?$/i.test(record[0] ?? '') && record.slice(1).every((cell) => cell === '');

/** The end of a file of DOS programs. */
export const isEndMark = (record: readonly string[]): boolean =>
  record.length === 1 && record[0]?.trim() === '\u001A';

/** What the file says, else what splits its first lines alike. */
export const guessDelimiter = (text: string): Delimiter => {
  const said = delimiters.find((delimiter) => delimiter === sepLine.exec(text)?.[1]);
  return said ?? mostCuts(text);
};

const linesSeen = 30;

/**
 * What splits most of the first lines into the same number of cells, outside of quotes: titles before the columns have signs of
 * their own. Of equals, what splits the first line into more.
 */
const mostCuts = (text: string): Delimiter => {
  const lines = text
    .slice(0, 100_000)
    .replace(/^\uFEFF/, '')
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/, linesSeen)
    .filter((line) => line.trim() !== '');
  const cutsIn = (line: string, delimiter: Delimiter): number => line.split(delimiter).length - 1;
  const scoreOf = (delimiter: Delimiter): number => {
    const cuts = lines.map((line) => cutsIn(line, delimiter));
    const alike = [...new Set(cuts)].map((each) => each * cuts.filter((other) => other === each).length ** 2);
    return Math.max(0, ...alike) + cutsIn(lines[0] ?? '', delimiter) / 1000;
  };
  return delimiters.reduce<Delimiter>((best, next) => (scoreOf(next) > scoreOf(best) ? next : best), ',');
};

/** The column names. The second of two equal ones gets a number. Throws `unreadable-file`. */
export const readHeader = (record: readonly string[] | undefined): string[] => {
  const names = (record ?? []).map((name) => withoutFormulaGuard(name).trim());
  if (names.every((name) => name === '')) throw fileProblem('file-no-header');
  if (names.length > mostColumns)
    throw fileProblem('file-too-many-columns', { found: names.length, most: mostColumns });
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((other) => other === name).length;
    return name === '' || before === 0 ? name : freeName(`${name} (${before + 1})`, names);
  });
};

const freeName = (name: string, taken: readonly string[]): string =>
  taken.includes(name) ? freeName(`${name}'`, taken) : name;
