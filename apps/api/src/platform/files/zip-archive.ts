import type { FileHandle } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  /** As the archive says: checked again while unpacking. */
  readonly bytes: number;
  readonly at: number;
  readonly encrypted: boolean;
}

/** A damaged archive, or one of a kind that is not read. */
export class ZipFault extends Error {}

/** An entry is larger than it may be. */
export class ZipTooLarge extends Error {}

const endSize = 22;
const longestComment = 65_535;
const mostEntries = 20_000;
const largestDirectory = 16 * 1024 * 1024;

/** The entries of a ZIP archive, by name. Reads only its directory. Throws ZipFault. */
export const readDirectory = async (
  file: FileHandle,
  size: number,
): Promise<ReadonlyMap<string, ZipEntry>> => {
  const tail = await readAt(
    file,
    Math.max(0, size - endSize - longestComment),
    Math.min(size, endSize + longestComment),
  );
  const end = tail.lastIndexOf('PK\u0005\u0006');
  if (end < 0 || end + endSize > tail.length) throw new ZipFault('no directory');
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const from = tail.readUInt32LE(end + 16);
  if (count > mostEntries || length > largestDirectory || from + length > size)
    throw new ZipFault('bad directory');
  const directory = await readAt(file, from, length);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; entries.size < count && at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02_01_4b_50) throw new ZipFault('bad entry');
    const nameLength = directory.readUInt16LE(at + 28);
    const entry = {
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    };
    entries.set(entry.name, entry);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
};

const readAt = async (file: FileHandle, from: number, length: number): Promise<Buffer> => {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, from);
  if (bytesRead < length) throw new ZipFault('cut off');
  return bytes;
};

const pieceSize = 65_536;

/** A stream of the file itself would close it in the end. */
async function* pieces(file: FileHandle, from: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += pieceSize)
    yield await readAt(file, from + at, Math.min(pieceSize, length - at));
}

const stored = 0;
const deflated = 8;
/** XML shrinks to a tenth or twentieth. Only a malicious file grows a thousandfold. */
const mostRatio = 300;
const freeOfRatio = 10_000_000;

/**
 * The contents of an entry, piece by piece. Throws ZipFault, and ZipTooLarge before more than `most` bytes are unpacked.
 */
export const unzipped = async (file: FileHandle, entry: ZipEntry, most: number): Promise<Readable> => {
  if (entry.encrypted || (entry.method !== stored && entry.method !== deflated))
    throw new ZipFault('not read');
  if (entry.bytes > most) throw new ZipTooLarge(entry.name);
  const header = await readAt(file, entry.at, 30);
  if (header.readUInt32LE(0) !== 0x04_03_4b_50) throw new ZipFault('bad header');
  const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (entry.packed === 0) throw new ZipFault('empty');
  const packed = Readable.from(pieces(file, start, entry.packed), { objectMode: false });
  const allowed = Math.min(most, Math.max(freeOfRatio, entry.packed * mostRatio));
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > allowed ? new ZipTooLarge(entry.name) : null, chunk);
    },
  });
  packed.on('error', (error) => limited.destroy(error));
  limited.on('close', () => packed.destroy());
  if (entry.method === stored) return packed.pipe(limited);
  const inflate = createInflateRaw();
  inflate.on('error', () => limited.destroy(new ZipFault('damaged')));
  limited.on('close', () => inflate.destroy());
  return packed.pipe(inflate).pipe(limited);
};
