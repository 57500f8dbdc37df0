import { Transform } from 'node:stream';

type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

const newline = 0x0a;

/**
 * Bytes to text. A file with other bytes than its encoding has ends with this error.
 * @param refuse gets the first line, from 1, with such bytes; it is right for encodings that extend ASCII
 */
export const decodedText = (encoding: Encoding, refuse: (line: number) => Error): Transform => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let lines = 1;
  const read = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
      lines += chunk ? linesIn(chunk) : 0;
    } catch {
      done(refuse(lines + (chunk ? soundLines(chunk, encoding) : 0)));
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
  for (const byte of chunk) if (byte === newline) count += 1;
  return count;
};

/** How many whole lines come before the first one that cannot be read. The first may be the end of a character. */
const soundLines = (chunk: Buffer, encoding: Encoding): number => {
  let [count, start] = [0, chunk.indexOf(newline) + 1];
  if (start > 0) count = 1;
  for (let end = chunk.indexOf(newline, start); start > 0 && end >= 0; end = chunk.indexOf(newline, start)) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(chunk.subarray(start, end));
    } catch {
      return count;
    }
    count += 1;
    start = end + 1;
  }
  return count;
};
