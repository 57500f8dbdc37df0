import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { largestSkuFile, mostSkusOfSet } from '@regulars/contracts';
import { CsvError, parse } from 'csv-parse';
import { ClubError, type FieldError } from '../../platform/club-error.ts';

export interface SkuFile {
  /** Each once. */
  readonly skus: readonly string[];
  readonly repeated: number;
}

const mostErrors = 100;
const longestSku = 100;

/** Reads the article numbers of a CSV file. Throws `invalid-request` with the lines, `too-large`, `unreadable-file`. */
export const readSkuFile = async (file: Readable): Promise<SkuFile> => {
  const column = new SkuColumn();
  try {
    await pipeline(file, counted(), decoded(), csv(), async (records: AsyncIterable<CsvRecord>) => {
      for await (const { record, info } of records) column.take(record, info.lines);
    });
  } catch (error) {
    if (error instanceof CsvError)
      throw ClubError.field('unreadable-file', lineAt(Number(error.lines ?? 1)), 'is not readable as CSV');
    throw error;
  }
  return column.end();
};

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const lineAt = (line: number): string => `/lines/${line}`;

/** The column with the article numbers. */
class SkuColumn {
  #at: number | null = null;
  #repeated = 0;
  readonly #skus = new Set<string>();
  readonly #errors: FieldError[] = [];

  take(record: readonly string[], line: number): void {
    if (this.#at === null) {
      const named = record.findIndex((cell) => cell.trim().toLowerCase() === 'sku');
      if (named < 0 && record.length > 1)
        throw ClubError.field('invalid-request', lineAt(line), 'several columns, and none is named "sku"');
      this.#at = Math.max(0, named);
      if (named >= 0) return;
    }
    this.#add(skuIn(record[this.#at] ?? ''), line);
  }

  #add(sku: string, line: number): void {
    const fault = faultOf(sku);
    if (fault !== null) this.#errors.push({ pointer: lineAt(line), message: fault });
    else if (this.#skus.has(sku)) this.#repeated += 1;
    else this.#skus.add(sku);
    if (this.#skus.size > mostSkusOfSet)
      this.#errors.push({ pointer: lineAt(line), message: `more than ${mostSkusOfSet} article numbers` });
    if (this.#errors.length >= mostErrors || this.#skus.size > mostSkusOfSet) this.#refuse();
  }

  end(): SkuFile {
    if (this.#errors.length > 0) this.#refuse();
    if (this.#skus.size === 0)
      throw ClubError.field('invalid-request', lineAt(1), 'the file has no article numbers');
    return { skus: [...this.#skus], repeated: this.#repeated };
  }

  #refuse(): never {
    throw new ClubError('invalid-request', { errors: this.#errors });
  }
}

/** Without the quote before what a spreadsheet would take for a formula: our own files have one. */
const skuIn = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@])/u, '');

const faultOf = (sku: string): string | null => {
  if (sku === '') return 'has no article number';
  if (sku.length > longestSku) return `longer than ${longestSku} characters`;
  return /\p{Cc}/u.test(sku) ? 'has an invisible character' : null;
};

const csv = () =>
  parse({
    delimiter: [',', ';', '\t'],
    bom: true,
    // Files that several programs wrote mix them, and the first one would decide for all.
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  });

const counted = (): Transform => {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > largestSkuFile ? new ClubError('too-large') : null, chunk);
    },
  });
};

const decoded = (): Transform => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const read = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      done(new ClubError('unreadable-file', 'Send the file as UTF-8'));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => read(chunk, done),
    flush: (done) => read(undefined, done),
    encoding: 'utf8',
  });
};
