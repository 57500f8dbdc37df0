import { ClubError } from '../club-error.ts';

/** A table has shorter lines, in bytes and so in characters. */
const longestLine = 20_000;
const longestText = 5000;
const newline = 0x0a;

/** Whole lines of a file, as they come. */
export interface Lines {
  readonly lines: readonly string[];
  /** How much of the file they are. */
  readonly bytes: number;
}

/** A line of a file with codes. */
export interface CodeLine {
  /** From 1. */
  readonly line: number;
  /** As written in the first column. */
  readonly code: string;
}

/** The lines of a file in the pieces in which it is read. Throws `unreadable-file`. */
export const wholeLines = async function* (file: AsyncIterable<Buffer>): AsyncGenerator<Lines> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of file) {
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
    const end = bytes.lastIndexOf(newline) + 1;
    held = bytes.subarray(end);
    if (held.length > longestLine) throw unreadable('a line is too long');
    if (end > 0) yield linesIn(bytes.subarray(0, end));
  }
  if (held.length > 0) yield linesIn(held);
};

const linesIn = (bytes: Buffer): Lines => {
  const lines = bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return { lines, bytes: bytes.length };
};

/** The codes of lines, without empty lines and the name of the column. */
export const codesIn = ({ lines }: Pick<Lines, 'lines'>, before: number): CodeLine[] =>
  lines.flatMap((text, index) => {
    const line = before + index + 1;
    const bare = text.trim();
    if (bare === '' || (line === 1 && isHeader(bare))) return [];
    return [{ line, code: firstCell(text) }];
  });

const columnNames =
  /^"?(?:coupon|discount|gift|gutschein|kup[oó]n|promo|rabatt|voucher)?[ _-]?(?:codes?|coupons?|gutscheine?|k[oó]dy?|kup[oó]ny?|vouchers?)"?\s*(?:[,;|\t]|$)/iu;

/** Without its byte order mark, which `trim` takes away. */
const isHeader = (bare: string): boolean => columnNames.test(bare);

const firstCell = (text: string): string => {
  const bare = text.trimStart();
  const quoted = /^"([^"]*)"/u.exec(bare);
  if (quoted) return quoted[1] ?? '';
  const end = text.search(/[,;|\t]/u);
  return (end < 0 ? text : text.slice(0, end)).trim();
};

/** Looks at a file while it comes in. */
export class CodeFileCheck {
  readonly #most: number;
  /** Codes, good or not. */
  codes = 0;
  #lines = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Throws `unreadable-file`, `too-large`. */
  see(piece: Lines): void {
    if (piece.lines.some(({ length }) => length > longestText)) throw unreadable('a line is too long');
    const cut = piece.lines.findIndex((text) => (text.split('"').length - 1) % 2 === 1);
    if (cut >= 0) throw unreadable(`line ${this.#lines + cut + 1}: a quotation mark is not closed`);
    if (piece.lines.some((text) => text.includes('\0'))) throw unreadable('it is no text in UTF-8');
    this.codes += codesIn(piece, this.#lines).length;
    this.#lines += piece.lines.length;
    if (this.codes > this.#most) throw new ClubError('too-large', `more than ${this.#most} codes`);
  }

  /** Throws `unreadable-file` without codes. */
  end(): void {
    if (this.codes === 0) throw unreadable('it has no codes');
  }
}

const unreadable = (message: string): ClubError =>
  new ClubError('unreadable-file', { detail: message, errors: [{ pointer: '/file', message }] });
