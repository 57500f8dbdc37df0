import { PassThrough, Transform, type Readable } from 'node:stream';
import { createGunzip, gunzipSync, constants } from 'node:zlib';
import { decodedText } from '../../platform/files/decoded-text.ts';
import { fileProblem } from './file-problems.ts';
import { textFrom, type Encoding } from './reading/charsets.ts';

/** The size limit, as uploaded. */
export const mostSent = 1_073_741_824;
const mostUnpacked = 8 * mostSent;
/** CSV compresses to a tenth. Only a malicious file grows a hundredfold. */
const mostRatio = 100;
const freeOfRatio = 50_000_000;

const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** Unpacks a .gz and refuses one that grows unreasonably. */
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
      done(tooMuch ? fileProblem('file-gz-explodes') : null, chunk);
    },
  });
  const gunzip = createGunzip();
  source.on('error', (error) => limited.destroy(error));
  gunzip.on('error', () => limited.destroy(fileProblem('file-gz-damaged')));
  limited.on('close', () => gunzip.destroy());
  return counted.pipe(gunzip).pipe(limited);
};

/** A small file is complete, so its .gz must end correctly. */
export const isComplete = (file: Buffer): boolean => {
  try {
    if (isGzip(file)) gunzipSync(file);
    return true;
  } catch {
    return false;
  }
};

/** The readable start of a file whose rest may be missing. */
export const unpackStart = (start: Buffer): Buffer => {
  if (!isGzip(start)) return start;
  try {
    return gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw fileProblem('file-gz-explodes');
    throw fileProblem('file-gz-damaged');
  }
};

const formats: readonly (readonly [format: string, magic: readonly number[]])[] = [
  ['ZIP', [0x50, 0x4b, 0x05, 0x06]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['gzip', [0x1f, 0x8b]],
];

/** A table with a wrong extension is refused by its content before it is read as text. */
export const assertText = (start: Buffer, encoding: Encoding): void => {
  const [format] = formats.find(([, magic]) => magic.every((byte, at) => start[at] === byte)) ?? [];
  if (format !== undefined) throw fileProblem('file-other-format', { format });
  const zeros = start.subarray(0, 1000).filter((byte) => byte === 0).length;
  // Single NULs are reported with their line. Many of them mean that it is not text.
  if (!encoding.startsWith('utf-16') && zeros > 20) throw fileProblem('file-not-text');
};

/** Bytes to text. Throws `unreadable-file` if the bytes do not match this encoding. */
export const decode = (encoding: Encoding): Transform =>
  decodedText(
    () => textFrom(encoding),
    () => fileProblem('file-encoding', { encoding }),
  );
