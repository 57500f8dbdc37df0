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
  if (isText(file)) return readLines(file.toString('latin1'));
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
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const bare = line.trim();
    if (bare === '') continue;
    if (/^(?:[\da-f]{40}|[\da-f]{128})$/iu.test(bare)) hashes.push(Buffer.from(bare, 'hex'));
    else refused.push(index + 1);
  }
  return hashes.length === 0 ? null : { hashes, refused };
};

/** Hashes are bytes of all kinds: twenty of them are hardly ever all letters. */
const isText = (file: Buffer): boolean =>
  file.every((byte) => byte === 0x09 || byte === 0x0a || byte === 0x0d || (byte >= 0x20 && byte < 0x7f));

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
