import { ZipTooLarge, type ZipArchive } from '../../../platform/files/zip-archive.ts';
import { fileProblem } from '../file-problems.ts';
import { numberFormat, type NumberFormat } from './number-formats.ts';
import { attributeOf, xmlParts, type Attributes, type XmlPart } from './xml-parts.ts';

/** The texts of all cells are held in memory. */
const mostTexts = 256_000_000;
const mostFrame = 32_000_000;
const mostSheet = 4_000_000_000;

export interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly hidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** The year from which days are counted. */
  readonly from: 1900 | 1904;
}

/** An opened workbook file. */
export class WorkbookFile {
  readonly #archive: ZipArchive;

  constructor(archive: ZipArchive) {
    this.#archive = archive;
  }

  has(path: string): boolean {
    return this.#archive.has(path);
  }

  /** The text of a part, piece by piece. */
  async *pieces(path: string, most = mostSheet): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8');
    for await (const piece of this.#bytes(path, most)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  }

  async *#bytes(path: string, most: number): AsyncGenerator<Buffer> {
    try {
      yield* (await this.#archive.read(path, most)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw fileProblem(error instanceof ZipTooLarge ? 'file-workbook-too-large' : 'file-workbook-damaged');
    }
  }

  async *parts(path: string, most = mostSheet): AsyncGenerator<XmlPart[]> {
    yield* xmlParts(this.pieces(path, most));
  }

  /** Its sheets in their order. Throws `unreadable-file`. */
  async workbook(): Promise<Workbook> {
    const targets = new Map<string, string>();
    for await (const parts of this.parts('xl/_rels/workbook.xml.rels', mostFrame))
      for (const part of parts)
        if (part.is === 'open' && part.name === 'Relationship')
          targets.set(
            attributeOf(part.attributes, 'Id') ?? '',
            pathOf(attributeOf(part.attributes, 'Target') ?? ''),
          );
    const sheets: Sheet[] = [];
    let from: Workbook['from'] = 1900;
    for await (const parts of this.parts('xl/workbook.xml', mostFrame))
      for (const part of parts) {
        if (part.is !== 'open') continue;
        if (part.name === 'workbookPr' && isTrue(attributeOf(part.attributes, 'date1904'))) from = 1904;
        if (part.name === 'sheet') sheets.push(sheetOf(part.attributes, targets));
      }
    // Sheets of charts have no cells.
    return { sheets: sheets.filter(({ path }) => path.includes('worksheets/') && this.has(path)), from };
  }

  /** The texts that cells name by number. */
  async texts(): Promise<string[]> {
    const texts: string[] = [];
    if (!this.has('xl/sharedStrings.xml')) return texts;
    const text = new CellText();
    for await (const parts of this.parts('xl/sharedStrings.xml', mostTexts))
      for (const part of parts) {
        if (part.is === 'open' && part.name === 'si') text.clear();
        else if (part.is === 'close' && part.name === 'si') texts.push(text.value);
        else text.take(part);
      }
    return texts;
  }

  /** The format of each style. */
  async formats(): Promise<NumberFormat[]> {
    if (!this.has('xl/styles.xml')) return [];
    const codes = new Map<number, string>();
    const formats: NumberFormat[] = [];
    let within = false;
    for await (const parts of this.parts('xl/styles.xml', mostFrame))
      for (const part of parts) {
        if (part.is === 'text') continue;
        if (part.name === 'cellXfs') within = part.is === 'open';
        if (part.is !== 'open') continue;
        if (part.name === 'numFmt')
          codes.set(
            Number(attributeOf(part.attributes, 'numFmtId')),
            attributeOf(part.attributes, 'formatCode') ?? '',
          );
        if (within && part.name === 'xf') {
          const id = Number(attributeOf(part.attributes, 'numFmtId') ?? 0);
          formats.push(numberFormat(id, codes.get(id)));
        }
      }
    return formats;
  }
}

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

const sheetOf = (attributes: Attributes, targets: ReadonlyMap<string, string>): Sheet => ({
  name: attributeOf(attributes, 'name') ?? '',
  hidden: attributeOf(attributes, 'state') !== undefined && attributeOf(attributes, 'state') !== 'visible',
  // `r:id` beside `sheetId`.
  path: targets.get(attributeOf(attributes, 'id') ?? '') ?? '',
});

/** The text of a cell from its runs, without how it is spoken. */
export class CellText {
  value = '';
  #within = false;
  #spoken = false;

  clear(): void {
    this.value = '';
    this.#within = false;
    this.#spoken = false;
  }

  take(part: XmlPart): void {
    if (part.is === 'text') {
      if (this.#within && !this.#spoken) this.value += unescaped(part.text);
    } else if (part.name === 't') this.#within = part.is === 'open';
    else if (part.name === 'rPh') this.#spoken = part.is === 'open';
  }
}

const charOf = (code: number): string => (code === 0 ? '' : String.fromCharCode(code));

/** Characters that XML cannot hold, by their number. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replaceAll(/_x([\dA-F]{4})_/giu, (_, hex: string) => charOf(Number.parseInt(hex, 16)))
    : text;
