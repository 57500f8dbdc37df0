import { Transform } from 'node:stream';

/** Reads bytes piece by piece; without bytes it ends. It throws on bytes that its encoding does not have. */
export interface BytesToText {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

const newline = 0x0a;

/**
 * Bytes to text. A file with other bytes than its encoding has ends with this error.
 * @param reader makes a reader of this encoding
 * @param refuse gets the first line, from 1, with such bytes; it is right for encodings that extend ASCII
 */
export const decodedText = (reader: () => BytesToText, refuse: (line: number) => Error): Transform => {
  const decoder = reader();
  let lines = 1;
  let held: Buffer = Buffer.alloc(0);
  const read = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
      lines += chunk ? linesIn(chunk) : 0;
      held = chunk ? endOf(chunk) : held;
    } catch {
      done(refuse(lines + (chunk ? soundLines(held, chunk, reader) : 0)));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => read(chunk, done),
    flush: (done) => read(undefined, done),
    readableObjectMode: false,
    encoding: 'utf8',
  });
};

const linesIn = (chunk: Buffer): number => {
  let count = 0;
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** A character has up to four bytes, so its begin is among the last three of a chunk. */
const longestBegin = 3;

/** The end of the last line of a chunk, which the next chunk goes on with. */
const endOf = (chunk: Buffer): Buffer =>
  Buffer.from(chunk.subarray(Math.max(chunk.lastIndexOf(newline) + 1, chunk.length - longestBegin)));

/** How many whole lines of a chunk come before the first one that cannot be read. */
const soundLines = (held: Buffer, chunk: Buffer, reader: () => BytesToText): number => {
  const bytes = Buffer.concat([held, chunk]);
  let [count, start] = [0, held.length > 0 ? cutCharacter(held) : 0];
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
    try {
      reader().decode(bytes.subarray(start, end));
    } catch {
      return count;
    }
    count += 1;
    start = end + 1;
  }
  return count;
};

/** How many bytes belong to a character that began before them. */
const cutCharacter = (bytes: Buffer): number => {
  const whole = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80);
  return whole < 0 ? bytes.length : whole;
};

export const utf8 = (): BytesToText => new TextDecoder('utf-8', { fatal: true });
