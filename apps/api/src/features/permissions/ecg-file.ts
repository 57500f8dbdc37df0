import { createHash } from 'node:crypto';

/** Bytes of a SHA-1, of which the file of the regulator consists. */
const sha1Bytes = 20;

export interface EcgFile {
  readonly hashes: readonly Buffer[];
  /** Lines without a hash. */
  readonly refused: readonly number[];
}

/** `ecg-liste.hash`, or text with a hash per line. Null if it is neither. */
export const readEcgFile = (file: Buffer): EcgFile | null => {
  const text = textIn(file);
  if (text !== null) return readLines(text);
  if (file.length % sha1Bytes > 0) return null;
  const hashes = Array.from({ length: file.length / sha1Bytes }, (_, index) =>
    file.subarray(index * sha1Bytes, (index + 1) * sha1Bytes),
  );
  return { hashes, refused: [] };
};

/** A hash per line, in hexadecimal: 40 characters of SHA-1, or 128 of SHA-512. */
const readLines = (text: string): EcgFile | null => {
  const hashes: Buffer[] = [];
  const refused: number[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    const bare = line.trim();
    if (bare === '') continue;
    if (/^(?:[\da-f]{40}|[\da-f]{128})$/iu.test(bare)) hashes.push(Buffer.from(bare, 'hex'));
    else refused.push(index + 1);
  }
  // A table of something else may hold a hash by chance, and must not take the place of a list.
  return hashes.length === 0 || refused.length > hashes.length ? null : { hashes, refused };
};

/** The text of a file, as programs for tables and notes write it; null if it is none. */
const textIn = (file: Buffer): string | null => {
  const text = new TextDecoder(encodingOf(file)).decode(file);
  return isText(text) ? text : null;
};

const encodingOf = ([first, second]: Buffer): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};

/** Three quarters of it can be printed, of hashes a third. A text with other letters would pass for hashes else, if it has their length. */
const isText = (text: string): boolean => {
  let printable = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 0x20 && code < 0x7f) || (code >= 0x09 && code <= 0x0d)) printable += 1;
  }
  return printable * 4 >= text.length * 3;
};

/**
 * What stands on the list for an address: in the file the SHA-1 of the address and of its domain with an @, at the interface of
 * today the SHA-512 of the address and of the bare domain; all in small letters.
 */
export const ecgHashesOf = (email: string): Buffer[] => {
  const address = email.toLowerCase();
  const at = address.lastIndexOf('@');
  const hash = (algorithm: string, text: string): Buffer =>
    createHash(algorithm).update(Buffer.from(text, 'latin1')).digest();
  return [
    hash('sha1', address),
    hash('sha1', address.slice(at)),
    hash('sha512', address),
    hash('sha512', address.slice(at + 1)),
  ];
};
