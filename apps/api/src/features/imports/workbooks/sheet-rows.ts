import { fileProblem } from '../file-problems.ts';
import { writtenCell, type NumberFormat } from './number-formats.ts';
import { CellText, unescaped, type WorkbookFile } from './workbook-parts.ts';
import { attributeOf, type Attributes, type XmlPart } from './xml-parts.ts';

const mostColumns = 500;
const mostRow = 1_048_576;
const mostMerged = 50_000;

export type SheetCell = string | number;

export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  /** Numbers with decimals stay numbers: the table decides about their mark. */
  readonly cells: SheetCell[];
  readonly hidden: boolean;
  /** Cells whose formula found no value: `#N/A`. They are empty. */
  readonly errors: number;
}

interface Reading {
  readonly texts: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly from: 1900 | 1904;
}

const usual: NumberFormat = { shows: 'plain', figures: 0 };

/** The rows of a sheet that have cells, one after the other. Formulas count by their result. */
export async function* sheetRows(
  file: WorkbookFile,
  path: string,
  reading: Reading,
): AsyncGenerator<SheetRow[]> {
  const merged = await mergedDownwards(file, path);
  const reader = new RowReader(reading, merged);
  for await (const parts of file.parts(path)) {
    const rows = reader.take(parts);
    if (rows.length > 0) yield rows;
  }
}

class RowReader {
  readonly #reading: Reading;
  /** The first one last. */
  readonly #merged: Merged[];
  #reaching: (Merged & { readonly value: SheetCell })[] = [];
  #rows: SheetRow[] = [];
  #row: { number: number; cells: SheetCell[]; hidden: boolean; errors: number } | null = null;
  #number = 0;
  #column = -1;
  #type = '';
  #style = 0;
  #raw = '';
  #within: 'v' | 'is' | null = null;
  readonly #text = new CellText();

  constructor(reading: Reading, merged: Merged[]) {
    this.#reading = reading;
    this.#merged = merged;
  }

  take(parts: readonly XmlPart[]): SheetRow[] {
    this.#rows = [];
    for (const part of parts)
      if (part.is === 'open') this.#open(part.name, part.attributes);
      else if (part.is === 'close') this.#close(part.name);
      else if (this.#within === 'v') this.#raw += part.text;
      else if (this.#within === 'is') this.#text.take(part);
    return this.#rows;
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 'is') this.#within = name;
    else if (this.#within === 'is') this.#text.take({ is: 'open', name, attributes });
    else if (name === 'row') this.#openRow(attributes);
  }

  #openRow(attributes: Attributes): void {
    const number = Number(attributeOf(attributes, 'r') ?? this.#number + 1);
    if (!Number.isInteger(number) || number <= this.#number || number > mostRow)
      throw fileProblem('file-workbook-damaged');
    this.#number = number;
    this.#column = -1;
    const hidden = attributeOf(attributes, 'hidden');
    this.#row = { number, cells: [], hidden: hidden === '1' || hidden === 'true', errors: 0 };
  }

  #openCell(attributes: Attributes): void {
    const address = attributeOf(attributes, 'r');
    this.#column = address === undefined ? this.#column + 1 : columnOf(address);
    this.#type = attributeOf(attributes, 't') ?? 'n';
    this.#style = Number(attributeOf(attributes, 's') ?? 0);
    this.#raw = '';
    this.#text.clear();
  }

  #close(name: string): void {
    if (name === 'v' || name === 'is') this.#within = null;
    else if (this.#within === 'is') this.#text.take({ is: 'close', name });
    else if (name === 'c') this.#put();
    else if (name === 'row' && this.#row) {
      this.#fillMerged(this.#row.number, this.#row.cells);
      this.#rows.push(this.#row);
      this.#row = null;
    }
  }

  #put(): void {
    const value = this.#value();
    if (!this.#row || value === '') return;
    if (this.#column >= mostColumns)
      throw fileProblem('file-too-many-columns', { found: this.#column + 1, most: mostColumns });
    while (this.#row.cells.length < this.#column) this.#row.cells.push('');
    this.#row.cells[this.#column] = value;
  }

  #value(): SheetCell {
    const { texts, formats, from } = this.#reading;
    if (this.#type === 'inlineStr') return this.#text.value;
    if (this.#raw === '') return '';
    if (this.#type === 's') return texts[Number(this.#raw)] ?? '';
    if (this.#type === 'str') return unescaped(this.#raw);
    if (this.#type === 'b') return this.#raw.trim() === '1' ? 'true' : 'false';
    if (this.#type === 'd') return this.#raw.trim();
    if (this.#type === 'e') {
      if (this.#row) this.#row.errors += 1;
      return '';
    }
    const format = formats[this.#style] ?? usual;
    const number = Number(this.#raw);
    if (format.shows === 'plain' && Number.isFinite(number) && !Number.isInteger(number)) return number;
    return writtenCell(this.#raw, format, from);
  }

  /** A cell over several rows means the same for each of them. */
  #fillMerged(row: number, cells: SheetCell[]): void {
    while ((this.#merged.at(-1)?.first ?? Infinity) <= row) {
      const range = this.#merged.pop();
      if (range)
        this.#reaching.push({ ...range, value: range.first === row ? (cells[range.column] ?? '') : '' });
    }
    if (this.#reaching.length === 0) return;
    this.#reaching = this.#reaching.filter(({ last }) => last >= row);
    for (const { column, value } of this.#reaching) {
      if (value === '') continue;
      while (cells.length <= column) cells.push('');
      cells[column] ||= value;
    }
  }
}

/** `AB12` → 27 */
const columnOf = (address: string): number => {
  let column = 0;
  for (let at = 0; at < address.length; at += 1) {
    const letter = address.charCodeAt(at) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  if (column === 0 || column > 16_384) throw fileProblem('file-workbook-damaged');
  return column - 1;
};

interface Merged {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

/** Cells that go over several rows. A sheet lists them after its rows. */
const mergedDownwards = async (file: WorkbookFile, path: string): Promise<Merged[]> => {
  const merged: Merged[] = [];
  let held = '';
  for await (const piece of file.pieces(path)) {
    const text = held + piece;
    for (const [, ref = ''] of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([^"]{1,40})"/gu)) {
      const [from = '', to = ''] = ref.split(':');
      const [first, last] = [rowOf(from), rowOf(to)];
      if (last > first && merged.length < mostMerged) merged.push({ column: columnOf(from), first, last });
    }
    held = text.slice(Math.max(text.lastIndexOf('<'), text.length - 200));
  }
  return merged.sort((left, right) => right.first - left.first);
};

const rowOf = (address: string): number => Number(/\d+$/u.exec(address)?.[0] ?? 0);
