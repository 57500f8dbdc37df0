import { createHash } from 'node:crypto';
import { mkdir, open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const [leastBytes, chunkBytes] = [65_536, 1_048_576];
/** A backup has some thousand small files, and each waits for the disk. */
const filesTogether = 8;

/** Paths that a walk through a folder skips, relative to that folder, with `/`. */
export type LeftOut = (path: string, isFolder: boolean) => boolean;

export interface Found {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** Folders and plain files below `folder`, parents before children, without files that disappear during the walk. */
export const walk = async (folder: string, leftOut: LeftOut, below = ''): Promise<Found> => {
  const folders: string[] = [];
  const files: string[] = [];
  const entries = await orGone(readdir(join(folder, below), { withFileTypes: true }));
  for (const entry of entries ?? []) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (leftOut(path, entry.isDirectory())) continue;
    if (entry.isFile()) files.push(path);
    if (!entry.isDirectory()) continue;
    const inside = await walk(folder, leftOut, path);
    folders.push(path, ...inside.folders);
    files.push(...inside.files);
  }
  return { folders, files };
};

/** Makes a durable copy of a file that another process may write to; false if it no longer exists. */
export const copyFile = async (from: string, to: string): Promise<boolean> => {
  const source = await orGone(open(from, 'r'));
  if (!source) return false;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      for await (const part of parts(source)) await target.writeFile(part);
      await target.sync();
    } finally {
      await target.close();
    }
    return true;
  } finally {
    await source.close();
  }
};

/** Copies what `walk` finds; `to` must exist. */
export const copyTree = async (from: string, to: string, leftOut: LeftOut): Promise<void> => {
  const { folders, files } = await walk(from, leftOut);
  for (const path of folders) await makeFolder(join(to, path));
  await mapFiles(files, (path) => copyFile(join(from, path), join(to, path)));
};

/** The results of `work` for all files, in their order, some files at a time. After an error, no other file is begun. */
export const mapFiles = async <Result>(
  paths: readonly string[],
  work: (path: string) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const waiting = [...paths.entries()];
  const workOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, path] = next;
      results[at] = await work(path).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  // All of them end before the caller may remove what they wrote.
  const ends = await Promise.allSettled(Array.from({ length: filesTogether }, workOn));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
};

export interface Measured {
  readonly bytes: number;
  readonly sha256: string;
}

/** Size and checksum of a file; null if it is missing. */
export const measure = async (file: string): Promise<Measured | null> => {
  const source = await orGone(open(file, 'r'));
  if (!source) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const part of parts(source)) {
      hash.update(part);
      bytes += part.length;
    }
  } finally {
    await source.close();
  }
  return { bytes, sha256: hash.digest('hex') };
};

/** Each part is overwritten by the next. */
async function* parts(source: FileHandle): AsyncGenerator<Buffer> {
  const { size } = await source.stat();
  // Most files are small. Some grow while they are read.
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(leastBytes, size)));
  for (let from = 0; ;) {
    const { bytesRead } = await source.read(buffer, 0, buffer.length, from);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    from += bytesRead;
  }
}

/** Whether a folder is missing or empty. */
export const isFree = async (folder: string): Promise<boolean> => {
  const there = await orGone(stat(folder));
  if (!there) return true;
  return there.isDirectory() && (await readdir(folder)).length === 0;
};

export const makeFolder = (folder: string): Promise<string | undefined> =>
  mkdir(folder, { recursive: true, mode: 0o700 });

const orGone = <Value>(asked: Promise<Value>): Promise<Value | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
