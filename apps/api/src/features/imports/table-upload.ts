import { Readable } from 'node:stream';
import type { ImportFormat, ImportOptions } from '@regulars/contracts';
import { contactLines } from './contacts/read-contacts.ts';
import { formatOf } from './upload-formats.ts';
import { sampleOf, likelyCharsets, type CharsetReading } from './reading/guess-charset.ts';
import type { Upload } from './upload.ts';
import { openWorkbook } from './workbooks/read-workbook.ts';

/** Any file as a file of text, and what it was before. */
export interface TableUpload extends Pick<Upload<unknown>, 'start' | 'whole' | 'file'> {
  readonly format: ImportFormat;
  /** How its text is written, if we wrote it; else empty. */
  readonly form: Pick<ImportOptions, 'encoding' | 'delimiter'>;
  /** The likely character sets of a file that had one before. */
  readonly charsets: readonly CharsetReading[] | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly hiddenRows: () => number;
  readonly errorCells: () => number;
  close(): Promise<void>;
}

const ofOurs = { encoding: 'utf-8', delimiter: ',' } as const;
const none = (): number => 0;
const nothing = async (): Promise<void> => undefined;

/**
 * Makes lines of text of a workbook or an address book, so that they go the way of all files. Close it in the end.
 * Throws `unreadable-file`, `too-large`.
 */
export const asTable = async (
  upload: Pick<Upload<unknown>, 'start' | 'whole' | 'file'>,
  { sheet, encoding }: Pick<ImportOptions, 'sheet' | 'encoding'>,
): Promise<TableUpload> => {
  const format = formatOf(upload.start);
  const plain = { format, sheets: [], sheet: null, charsets: null, hiddenRows: none, errorCells: none };
  if (format === 'csv') return { ...upload, ...plain, form: {}, close: nothing };
  if (format === 'vcard') {
    const charsets = encoding
      ? [{ encoding, sample: sampleOf(upload.start, encoding) }]
      : likelyCharsets(upload.start);
    const lines = contactLines(upload.file, charsets[0]?.encoding ?? 'utf-8');
    return { ...(await peeked(lines)), ...plain, form: ofOurs, charsets, close: nothing };
  }
  const table = await openWorkbook(upload.file, sheet);
  const { lines, sheets, sheet: name, hiddenRows, errorCells } = table;
  try {
    const text = await peeked(lines);
    const close = async (): Promise<void> => {
      await lines.return(undefined);
      await table.close();
    };
    return { ...text, ...plain, form: ofOurs, sheets, sheet: name, hiddenRows, errorCells, close };
  } catch (error) {
    await table.close();
    throw error;
  }
};

const enough = 256 * 1024;

/** The first lines, and a stream of all. */
const peeked = async (
  lines: AsyncGenerator<string>,
): Promise<Pick<Upload<unknown>, 'start' | 'whole' | 'file'>> => {
  const first: Buffer[] = [];
  let size = 0;
  let whole = false;
  while (size < enough && !whole) {
    const next = await lines.next();
    whole = next.done === true;
    if (next.done) break;
    first.push(Buffer.from(next.value));
    size += first.at(-1)?.length ?? 0;
  }
  const start = Buffer.concat(first);
  const all = async function* (): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    for (let next = await lines.next(); !next.done; next = await lines.next())
      if (next.value !== '') yield Buffer.from(next.value);
  };
  return { start, whole, file: Readable.from(all(), { objectMode: false }) };
};
