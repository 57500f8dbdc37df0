import { open, rm, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipArchive, ZipFault } from '../../../platform/files/zip-archive.ts';
import { fileProblem } from '../file-problems.ts';
import { writtenNumber } from '../reading/numbers.ts';
import { csvCell } from '../csv-cell.ts';
import { decimals } from './number-formats.ts';
import { sheetRows, type SheetCell, type SheetRow } from './sheet-rows.ts';
import { WorkbookFile, type Sheet, type Workbook } from './workbook-parts.ts';

/** As sent. It is unpacked to ten or twenty times as much. */
const mostSent = 200_000_000;
/** From these the width of the table and its decimal mark are seen. */
const rowsSeen = 5000;

/** A sheet as lines of text, and what the lines do not say. */
export interface SheetTable {
  /** Lines of CSV, one for each row of the sheet, so that line and row have the same number. */
  readonly lines: AsyncGenerator<string>;
  readonly sheets: readonly string[];
  readonly sheet: string;
  /** Rows, among those read so far, that the spreadsheet does not show. They come in too. */
  readonly hiddenRows: () => number;
  /** Cells with a formula that found no value. They are empty. */
  readonly errorCells: () => number;
  close(): Promise<void>;
}

/** Opens a workbook. The file is kept on disk while it is read, because its directory comes last. */
export const openWorkbook = async (file: Readable, wanted: string | undefined): Promise<SheetTable> => {
  const handle = await kept(file);
  const close = (): Promise<void> => handle.close();
  try {
    const archive = await ZipArchive.open(handle);
    if (archive.has('xl/workbook.bin')) throw fileProblem('file-other-format', { format: 'XLSB' });
    if (!archive.has('xl/workbook.xml')) throw fileProblem('file-other-format', { format: 'ZIP' });
    const workbook = new WorkbookFile(archive);
    const { sheets, from } = await workbook.workbook();
    const sheet = sheetNamed(sheets, wanted);
    const counts = { hidden: 0, errors: 0 };
    const reading = { from, texts: await workbook.texts(), formats: await workbook.formats() };
    const rows = sheetRows(workbook, sheet.path, reading);
    return {
      lines: linesOf(rows, counts),
      sheets: shownOf(sheets).map(({ name }) => name),
      sheet: sheet.name,
      hiddenRows: () => counts.hidden,
      errorCells: () => counts.errors,
      close,
    };
  } catch (error) {
    await close();
    throw error instanceof ZipFault ? fileProblem('file-workbook-damaged') : error;
  }
};

const shownOf = (sheets: Workbook['sheets']): Workbook['sheets'] => {
  const shown = sheets.filter(({ hidden }) => !hidden);
  return shown.length > 0 ? shown : sheets;
};

const sheetNamed = (sheets: Workbook['sheets'], wanted: string | undefined): Sheet => {
  const [first] = shownOf(sheets);
  const sheet = wanted === undefined ? first : sheets.find(({ name }) => name === wanted);
  if (sheet) return sheet;
  throw wanted === undefined
    ? fileProblem('file-workbook-damaged')
    : fileProblem('file-no-sheet', { sheet: wanted });
};

/** Without a name from the beginning, so that it is gone with this process. */
const kept = async (file: Readable): Promise<FileHandle> => {
  const path = join(tmpdir(), `regulars-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  try {
    await rm(path, { force: true });
    let size = 0;
    for await (const piece of file as AsyncIterable<Buffer>) {
      await handle.write(piece, 0, piece.length, size);
      size += piece.length;
      if (size > mostSent) throw fileProblem('file-workbook-too-large');
    }
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

async function* linesOf(
  rows: AsyncGenerator<SheetRow[]>,
  counts: { hidden: number; errors: number },
): AsyncGenerator<string> {
  try {
    const first: SheetRow[] = [];
    let next = await rows.next();
    while (!next.done && first.length < rowsSeen) {
      for (const row of next.value) first.push(row);
      next = await rows.next();
    }
    const lines = new LinesOfRows(first, counts);
    yield lines.of(first);
    for (; !next.done; next = await rows.next()) yield lines.of(next.value);
  } finally {
    await rows.return(undefined);
  }
}

/** Rows as lines: as wide as the table, at the line of their number. */
class LinesOfRows {
  readonly #width: number;
  readonly #comma: boolean;
  readonly #counts: { hidden: number; errors: number };
  #line = 1;

  constructor(first: readonly SheetRow[], counts: { hidden: number; errors: number }) {
    this.#width = first.reduce((most, { cells }) => Math.max(most, cells.length), 0);
    this.#comma = writesCommas(first);
    this.#counts = counts;
  }

  of(rows: readonly SheetRow[]): string {
    let text = '';
    for (const { number, cells, hidden, errors } of rows) {
      if (hidden) this.#counts.hidden += 1;
      this.#counts.errors += errors;
      if (cells.length === 0) continue;
      text += '\n'.repeat(number - this.#line);
      this.#line = number + 1;
      while (cells.length < this.#width) cells.push('');
      text += `${cells.map((cell) => this.#cell(cell)).join(',')}\n`;
    }
    return text;
  }

  #cell(cell: SheetCell): string {
    const text = typeof cell === 'string' ? cell : decimals(cell);
    return csvCell(typeof cell === 'number' && this.#comma ? text.replace('.', ',') : text);
  }
}

const textWithComma = /\d,\d{1,2}$/u;

/** Whether texts of the sheet have decimal commas. Its numbers are then written like them, so that one mark reads both. */
const writesCommas = (rows: readonly SheetRow[]): boolean =>
  rows.some(({ cells }) =>
    cells.some((cell) => typeof cell === 'string' && textWithComma.test(writtenNumber(cell)?.text ?? '')),
  );
