import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { withoutFormulaGuard, type ImportKind } from '@regulars/contracts';
import { Cells, dateOrderOf, momentOf, type Reading } from './cells.ts';
import {
  csvParser,
  isEndMark,
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
import { StatusesOfLines } from './statuses-of-lines.ts';
import { SumLine } from './sum-line.ts';
import { HashedFile, RepeatedFiles } from './repeated-files.repository.ts';
import type { Upload } from './upload.ts';
import { startOf } from '../../platform/text.ts';

export interface Staged {
  readonly lines: number;
  readonly total: number;
  /** Lines that the owner wanted to be left out. */
  readonly leftOut: number;
  /** The last line if it looks like a sum and nobody said what it is. */
  readonly sumLine: number | null;
}

/** Copies the lines of a file into the database and groups the lines of each item. */
@Injectable()
export class Staging {
  constructor(
    private readonly lines: LinesRepository,
    private readonly repeated: RepeatedFiles,
  ) {}

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
    const file = new HashedFile(upload.file);
    const receiver = this.lines.receiver();
    try {
      await pipeline(
        unpack(file.stream, upload.start),
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
    rows.assertStatusesKnown();
    if (rows.lines === 0) throw fileProblem('file-header-only');
    if (record.kind === 'balances')
      await this.repeated.assertMeant(record, file.fingerprint(), reading.clubZone);
    const { sumLine, leftOut } = await this.#setSumApart(record, rows);
    const total = await this.lines.gather(record.id);
    return { lines: rows.lines, total, leftOut: rows.leftOut + leftOut, sumLine };
  }

  /** A sum is not a member or a purchase, unless the owner says so. */
  async #setSumApart(
    { id, settings }: Pick<ImportRecord, 'id' | 'settings'>,
    rows: CopyRows,
  ): Promise<Pick<Staged, 'leftOut' | 'sumLine'>> {
    const { sumLine: chosen } = settings.options;
    const found = chosen === 'keep' ? null : rows.sum.found();
    if (!found) return { leftOut: 0, sumLine: null };
    if (chosen === 'leave-out') await this.lines.drop(id, found.line);
    else await this.lines.setApart(id, found.line, found.cells);
    return chosen === 'leave-out' ? { leftOut: 1, sumLine: null } : { leftOut: 0, sumLine: found.line };
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

const pieceSize = 65_536;

/** CSV records to COPY lines. */
class CopyRows extends Transform {
  lines = 0;
  leftOut = 0;
  readonly sum: SumLine;
  readonly #statuses: StatusesOfLines;
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
  /** Lines that are not sent yet. */
  #held = '';
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
    this.sum = new SumLine(this.#cells, settings.options.decimal);
    this.#statuses = new StatusesOfLines(this.#cells, settings.options);
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

  /** What an order of an unknown status is, only its owner knows. Throws `invalid-request`. */
  assertStatusesKnown(): void {
    const value = [...this.#statuses.unknown].join(' · ');
    if (value !== '') throw unanswered('statuses', 'file-status-unknown', { value });
  }

  override _transform(
    { info, record }: CsvRecord,
    _: BufferEncoding,
    done: (error: Error | null, row?: string) => void,
  ): void {
    try {
      this.#held += (this.#seenHeader ? this.#row(info.lines, record) : this.#begin(record)) ?? '';
      done(null, this.#held.length < pieceSize ? undefined : this.#piece());
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: (error: Error | null, piece?: string) => void): void {
    done(null, this.#piece());
  }

  /** Single lines would cost a message to PostgreSQL each. */
  #piece(): string | undefined {
    const piece = this.#held;
    this.#held = '';
    return piece === '' ? undefined : piece;
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
    const bare = written.map(withoutFormulaGuard);
    const record = this.#filled(bare);
    this.lines += 1;
    this.sum.see(line, bare);
    if (this.#statuses.of(record) === 'leave-out') {
      this.leftOut += 1;
      return undefined;
    }
    const cells = JSON.stringify(record);
    if (cells.includes('\\u0000')) throw fileProblem('file-nul', { line });
    for (const { field, seen } of this.#dates) seen.add(record[this.#cells.placeOf(field)] ?? '');
    const { key, at } = this.#keyOf(record);
    return `${this.#id}\t${line}\t${escape(key ?? `!${line}`)}\t${at ?? '\\N'}\t${escape(cells)}\n`;
  }
}

/** Fields whose days and months can be swapped. */
const dateFields = ['birthday', 'joinedAt', 'purchasedAt', 'pointsExpire', 'consentAt'] as const;

interface DateField {
  readonly field: string;
  readonly order: DateOrder;
  readonly seen: DateEvidence;
}

/** A file has few locations, unless another column was taken for them. */
const mostCodesKept = 1000;

type KeyOf = (cells: readonly string[]) => { key?: string | undefined; at?: string | undefined };

// Errors in a line are reported when its item is processed; here it is only stored alone.
const keysOf = (kind: ImportKind, cells: Cells, reading: Reading): KeyOf => {
  const textOf = (line: readonly string[], field: string): string | undefined => {
    const [text] = cells.all(line, field);
    return text === undefined ? undefined : startOf(text, 250);
  };
  const codes = new Map<string, string>();
  const codeOf = (location: string): string => {
    const code = codes.get(location) ?? locationCodeOf(location);
    if (codes.size < mostCodesKept) codes.set(location, code);
    return code;
  };
  const keys: Record<ImportKind, KeyOf> = {
    products: (line) => ({ key: textOf(line, 'sku') }),
    // Each line is a posting of its own.
    balances: () => ({}),
    members: (line) => ({ key: identityOf((field) => textOf(line, field)) }),
    purchases: (line) => {
      const receipt = textOf(line, 'receipt');
      const location = textOf(line, 'location') ?? '';
      const key = receipt === undefined ? undefined : JSON.stringify([codeOf(location), receipt]);
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
