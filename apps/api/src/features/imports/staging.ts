import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { withoutFormulaGuard, type ImportKind } from '@regulars/contracts';
import { Cells, dateOrderOf, momentOf, type Reading } from './cells.ts';
import {
  csvParser,
  isSepLine,
  csvProblem,
  guessDelimiter,
  readHeader,
  type CsvRecord,
  type Delimiter,
} from './csv.ts';
import { fileProblem, unanswered } from './file-problems.ts';
import { assertText, decode, isComplete, unpack, unpackStart } from './file-text.ts';
import type { ImportRecord } from './import.ts';
import { LinesRepository } from './lines.repository.ts';
import { identityOf } from './member-draft.ts';
import { startAsText, type Encoding } from './reading/charsets.ts';
import { ordersContinued } from './orders-continued.ts';
import type { DateOrder } from './reading/dates.ts';
import { DateEvidence } from './reading/guess-dates.ts';
import { excelTextsGone, withoutExcelTexts } from './reading/excel-texts.ts';
import { likelyCharsets, sampleOf, type CharsetReading } from './reading/guess-charset.ts';
import { locationCodeOf } from './purchase-draft.ts';
import type { Upload } from './upload.ts';
import { startOf } from '../../platform/text.ts';

export interface Staged {
  readonly lines: number;
  readonly total: number;
}

/** Copies the lines of a file into the database and groups the lines of each item. */
@Injectable()
export class Staging {
  constructor(private readonly lines: LinesRepository) {}

  /**
   * Call it in a transaction outside of the pool, so that a file that cannot be read to its end leaves nothing.
   * Throws `unreadable-file`, `too-large`.
   */
  async stage(
    record: Pick<ImportRecord, 'id' | 'kind' | 'settings' | 'header'>,
    upload: Upload<unknown>,
    reading: Reading,
  ): Promise<Staged> {
    const rows = new CopyRows(record, reading);
    const { delimiter = ',', encoding = 'utf-8' } = record.settings.options;
    const receiver = this.lines.receiver();
    try {
      await pipeline(
        unpack(upload.file, upload.start),
        decode(encoding),
        excelTextsGone(delimiter),
        csvParser(delimiter),
        rows,
        receiver,
      );
    } catch (error) {
      throw csvProblem(error) ?? error;
    }
    rows.assertDatesAsSaid();
    if (rows.lines === 0) throw fileProblem('file-header-only');
    return { lines: rows.lines, total: await this.lines.gather(record.id) };
  }
}

interface Start {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly text: string;
  /** The chosen encoding, or the likely ones: several if the file does not tell. */
  readonly charsets: readonly CharsetReading[];
}

type Form = Partial<Pick<Start, 'delimiter' | 'encoding'>>;

/** What a file reveals about itself. */
export const readStart = (
  { start, whole }: Pick<Upload<unknown>, 'start' | 'whole'>,
  { encoding: chosen, delimiter }: { [Key in keyof Form]: Form[Key] | undefined },
): Start => {
  const bytes = unpackStart(start);
  if (whole && !isComplete(start)) throw fileProblem('file-gz-damaged');
  if (bytes.length === 0) throw fileProblem(whole ? 'file-empty' : 'file-gz-damaged');
  const charsets = chosen ? [{ encoding: chosen, sample: sampleOf(bytes, chosen) }] : likelyCharsets(bytes);
  const { encoding } = charsets[0] ?? { encoding: 'utf-8' };
  assertText(bytes, encoding);
  const written = startAsText(bytes, encoding);
  const cut = delimiter ?? guessDelimiter(written);
  return { encoding, delimiter: cut, text: withoutExcelTexts(written, cut), charsets };
};

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escape = (text: string): string => text.replaceAll(/[\\\n\r\t]/g, (char) => escapes[char] ?? char);

/** CSV records to COPY lines. */
class CopyRows extends Transform {
  lines = 0;
  readonly #id: string;
  readonly #header: readonly string[];
  readonly #keyOf: KeyOf;
  readonly #cells: Cells;
  readonly #dates: readonly DateField[];
  readonly #fillsShort: boolean;
  readonly #continued: (record: readonly string[]) => readonly string[];
  /** Rows before the column names. */
  #titles: number;
  #seenHeader = false;
  /** The column names as the file writes them. */
  #names: readonly string[] = [];

  constructor(
    { id, kind, settings, header }: Pick<ImportRecord, 'id' | 'kind' | 'settings' | 'header'>,
    reading: Reading,
  ) {
    super({ writableObjectMode: true, readableHighWaterMark: 262_144, writableHighWaterMark: 256 });
    this.#id = id;
    this.#header = header;
    this.#cells = new Cells(header, settings.mapping);
    this.#titles = (settings.options.headerRow ?? 1) - 1;
    this.#fillsShort = settings.options.fillShort;
    this.#continued = ordersContinued(this.#cells);
    this.#keyOf = keysOf(kind, this.#cells, reading);
    this.#dates = dateFields
      .filter((field) => this.#cells.has(field))
      .map((field) => ({ field, order: dateOrderOf(field, settings.options), seen: new DateEvidence() }))
      .filter(({ order }) => order !== 'iso');
  }

  /** Files that were put together from several have the column names in between. */
  #isHeaderAgain(record: readonly string[]): boolean {
    return record[0] === this.#names[0] && record.join('\n') === this.#names.join('\n');
  }

  /** Old spreadsheets leave out the last cells of a line if they are empty. */
  #filled(record: readonly string[]): readonly string[] {
    const missing = this.#fillsShort ? this.#header.length - record.length : 0;
    return this.#continued(missing > 0 ? [...record, ...Array<string>(missing).fill('')] : record);
  }

  /** A wrong order would swap day and month of most lines and refuse the few that tell. Throws `invalid-request`. */
  assertDatesAsSaid(): void {
    const [otherwise] = this.#dates.filter(({ order, seen }) => seen.contradicts(order));
    if (!otherwise) return;
    const column = this.#header[this.#cells.placeOf(otherwise.field)] ?? otherwise.field;
    throw unanswered('dates', 'file-dates-otherwise', { column });
  }

  override _transform(
    { info, record }: CsvRecord,
    _: BufferEncoding,
    done: (error: Error | null, row?: string) => void,
  ): void {
    try {
      done(null, this.#seenHeader ? this.#row(info.lines, record) : this.#begin(record));
    } catch (error) {
      done(error as Error);
    }
  }

  #begin(record: readonly string[]): undefined {
    if (isSepLine(record)) return undefined;
    if (this.#titles > 0) {
      this.#titles -= 1;
      return undefined;
    }
    this.#seenHeader = true;
    this.#names = record;
    if (readHeader(record).join('\n') !== this.#header.join('\n'))
      throw fileProblem('file-header-unreadable');
    return undefined;
  }

  #row(line: number, written: readonly string[]): string | undefined {
    if (isEndMark(written) || this.#isHeaderAgain(written)) return undefined;
    const record = this.#filled(written.map(withoutFormulaGuard));
    const cells = JSON.stringify(record);
    if (cells.includes('\\u0000')) throw fileProblem('file-nul', { line });
    this.lines += 1;
    for (const { field, seen } of this.#dates) seen.add(record[this.#cells.placeOf(field)] ?? '');
    const { key, at } = this.#keyOf(record);
    return `${this.#id}\t${line}\t${escape(key ?? `!${line}`)}\t${at ?? '\\N'}\t${escape(cells)}\n`;
  }
}

/** Fields whose days and months can be swapped. */
const dateFields = ['birthday', 'joinedAt', 'purchasedAt'] as const;

interface DateField {
  readonly field: string;
  readonly order: DateOrder;
  readonly seen: DateEvidence;
}

/** The end of a file of DOS programs. */
const isEndMark = (record: readonly string[]): boolean =>
  record.length === 1 && record[0]?.trim() === '\u001A';

type KeyOf = (cells: readonly string[]) => { key?: string | undefined; at?: string | undefined };

// Errors in a line are reported when its item is processed; here it is only stored alone.
const keysOf = (kind: ImportKind, cells: Cells, reading: Reading): KeyOf => {
  const textOf = (line: readonly string[], field: string): string | undefined => {
    const [text] = cells.all(line, field);
    return text === undefined ? undefined : startOf(text, 250);
  };
  const keys: Record<ImportKind, KeyOf> = {
    products: (line) => ({ key: textOf(line, 'sku') }),
    members: (line) => ({ key: identityOf((field) => textOf(line, field)) }),
    purchases: (line) => {
      const receipt = textOf(line, 'receipt');
      const location = textOf(line, 'location') ?? '';
      const key = receipt === undefined ? undefined : JSON.stringify([locationCodeOf(location), receipt]);
      return { key, at: soundMoment(cells.all(line, 'purchasedAt').join(' '), reading) };
    },
  };
  return keys[kind];
};

const soundMoment = (text: string, reading: Reading): string | undefined => {
  try {
    return momentOf(text, 'purchasedAt', reading);
  } catch {
    return undefined;
  }
};
