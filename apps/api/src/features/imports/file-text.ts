import { PassThrough, Transform, type Readable } from 'node:stream';
import { createGunzip, gunzipSync, constants } from 'node:zlib';
import type { ImportOptions } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';

export type Encoding = NonNullable<ImportOptions['encoding']>;

/** The largest file, as sent. */
export const mostSent = 1_073_741_824;
const mostUnpacked = 8 * mostSent;
/** CSV shrinks to a tenth; only what was made to explode is a hundred times as large. */
const mostRatio = 100;
const freeOfRatio = 50_000_000;

export const unreadable = (detail: string): ClubError => new ClubError('unreadable-file', detail);

const explodes = (): ClubError =>
  new ClubError('too-large', 'The .gz file unpacks to far more than its size');

export const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** Unpacks a .gz and refuses one that grows beyond reason while it is read. */
export const unpack = (file: Readable, start: Buffer): Readable => {
  const source = file.pipe(new PassThrough());
  file.on('error', (error) => source.destroy(error));
  if (!isGzip(start)) return source;
  let packed = 0;
  let unpacked = 0;
  const counted = source.pipe(
    new Transform({
      transform(chunk: Buffer, _, done) {
        packed += chunk.length;
        done(null, chunk);
      },
    }),
  );
  const limited = new Transform({
    transform(chunk: Buffer, _, done) {
      unpacked += chunk.length;
      const tooMuch = unpacked > mostUnpacked || (unpacked > freeOfRatio && unpacked > packed * mostRatio);
      done(tooMuch ? explodes() : null, chunk);
    },
  });
  const gunzip = createGunzip();
  source.on('error', (error) => limited.destroy(error));
  gunzip.on('error', () => limited.destroy(unreadable('The .gz file is damaged or incomplete')));
  limited.on('close', () => gunzip.destroy());
  return counted.pipe(gunzip).pipe(limited);
};

/** The readable beginning of a file whose rest may be missing. */
export const unpackStart = (start: Buffer): Buffer => {
  if (!isGzip(start)) return start;
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw explodes();
    throw unreadable('The .gz file is damaged');
  }
};

/** By its byte order mark, else UTF-8 where the beginning can be that, else what old Windows programs write. */
export const guessEncoding = (start: Buffer): Encoding => {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  try {
    // The beginning may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
};

/** Bytes to text. Throws `unreadable-file` where the bytes are none of this encoding. */
export const decode = (encoding: Encoding): Transform => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const read = (chunk: Buffer | undefined, done: (error: Error | null, text?: string) => void): void => {
    try {
      done(null, chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode());
    } catch {
      done(unreadable(`The file is not ${encoding}: choose another encoding`));
    }
  };
  return new Transform({
    transform: (chunk: Buffer, _, done) => read(chunk, done),
    flush: (done) => read(undefined, done),
    readableObjectMode: false,
    encoding: 'utf8',
  });
};

export const decodeStart = (start: Buffer, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(start, { stream: true });
