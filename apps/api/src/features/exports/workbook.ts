import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A day or a moment, as spreadsheets count them. */
export interface SheetDate {
  /** Days since the end of 1899. */
  readonly serial: number;
  readonly withTime: boolean;
}

export type SheetCell = string | number | boolean | null | SheetDate;

interface Table {
  /** Of the sheet. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: AsyncIterable<readonly (readonly SheetCell[])[]>;
  /** How dates look: `dd.mm.yyyy`. */
  readonly dateFormat: string;
}

/** A sheet ends here, its header included. */
const mostRows = 1_048_576;
/** Longer entries need another form of archive. */
const mostBytes = 3_000_000_000;
const longestText = 32_767;

/**
 * Writes a workbook piece by piece, which no library does that is kept: in memory, a list of a million members takes more
 * than a server has. What does not fit on one sheet goes on on the next. A cell of text never runs as a formula.
 */
export const writeWorkbook = async (path: string, table: Table, most = mostRows): Promise<void> => {
  const zip = new ZipFile();
  const output = Readable.from(zip.outputStream);
  zip.on('error', (error: Error) => output.destroy(error));
  const stored = pipeline(output, createWriteStream(path, { mode: 0o600, flush: true }));
  await Promise.all([stored, addAll(zip, table, most)]);
};

const addAll = async (zip: ZipFile, table: Table, most: number): Promise<void> => {
  const rows = new RowsInTurn(table.rows);
  let sheets = 0;
  do {
    sheets += 1;
    const pieces = Readable.from(sheet(table, rows, most), { objectMode: false });
    zip.addReadStream(pieces, `xl/worksheets/sheet${sheets}.xml`, { compressionLevel: 3 });
    // The next one goes on where it ends.
    await finished(pieces, { writable: false });
  } while (await rows.hasMore());
  for (const [name, text] of frame(table, sheets)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
};

type Row = readonly SheetCell[];

/** Rows in as many pieces as are asked for. */
class RowsInTurn {
  readonly #chunks: AsyncIterator<readonly Row[]>;
  #held: readonly Row[] = [];

  constructor(rows: AsyncIterable<readonly Row[]>) {
    this.#chunks = rows[Symbol.asyncIterator]();
  }

  async hasMore(): Promise<boolean> {
    while (this.#held.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#held = next.value;
    }
    return true;
  }

  async take(most: number): Promise<readonly Row[]> {
    await this.hasMore();
    const taken = this.#held.slice(0, most);
    this.#held = this.#held.slice(taken.length);
    return taken;
  }
}

async function* sheet({ headings }: Table, rows: RowsInTurn, most: number): AsyncGenerator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">`;
  yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield `<cols>${headings.map(columnOf).join('')}</cols><sheetData>`;
  yield `<row r="1">${headings.map((text) => textCell(text, ' s="1"')).join('')}</row>`;
  let bytes = 0;
  for (let at = 1; at < most && bytes < mostBytes;) {
    const taken = await rows.take(most - at);
    if (taken.length === 0) break;
    const text = taken.map((row, index) => rowText(row, at + index + 1)).join('');
    at += taken.length;
    bytes += text.length;
    yield text;
  }
  yield '</sheetData></worksheet>';
}

const columnOf = (heading: string, index: number): string =>
  `<col min="${index + 1}" max="${index + 1}" width="${Math.min(Math.max(heading.length + 4, 14), 40)}" customWidth="1"/>`;

const rowText = (row: Row, number: number): string =>
  `<row r="${number}">${row.map(cellText).join('')}</row>`;

const cellText = (cell: SheetCell): string => {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'string') return textCell(cell);
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>';
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c s="${cell.withTime ? 3 : 2}"><v>${cell.serial}</v></c>`;
};

const textCell = (text: string, style = ''): string =>
  `<c${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text.slice(0, longestText))}</t></is></c>`;

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold. Spreadsheets write these characters by their number. */
const unwritable = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu;
/** Would be read as such a number. */
const likeNumber = /_(?=x[0-9A-Fa-f]{4}_)/gu;

const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(likeNumber, '_x005F_')
    .replaceAll(unwritable, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll(/[&<>"]/g, (char) => special[char] ?? char);

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The files around the sheets. */
const frame = ({ name, dateFormat }: Table, sheets: number): [name: string, text: string][] => {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const parts = [
    `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>`,
    ...numbers.map(
      (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
    ),
  ];
  const named = numbers.map((n) => {
    const title = xmlText(n === 1 ? name.slice(0, 31) : `${name.slice(0, 25)} (${n})`);
    return `<sheet name="${title}" sheetId="${n}" r:id="rId${n}"/>`;
  });
  const links = [
    ...numbers.map((n) => link(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)),
    link(`rId${sheets + 1}`, 'styles', 'styles.xml'),
  ];
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.join('')}</Types>`,
    ],
    ['_rels/.rels', relations([link('rId1', 'officeDocument', 'xl/workbook.xml')])],
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${named.join('')}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relations(links)],
    ['xl/styles.xml', stylesOf(dateFormat)],
  ];
};

const link = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;

const relations = (links: readonly string[]): string =>
  `${declaration}<Relationships xmlns="${packages}/relationships">${links.join('')}</Relationships>`;

/** Plain, bold, a day, a moment. */
const stylesOf = (dateFormat: string): string =>
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="${dateFormat}"/><numFmt numFmtId="165" formatCode="${dateFormat} hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`;
