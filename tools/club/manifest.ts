import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClubToolError } from './errors.ts';

export interface CopiedFile {
  /** From the folder of the backup, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The contents of a backup. It is written last, so a backup that has one is complete. */
export interface Manifest {
  readonly format: 1;
  readonly startedAt: string;
  readonly endedAt: string;
  /** For example `18.4`. */
  readonly postgres: string;
  /** The copy contains everything that was acknowledged before this position of the log. */
  readonly until: string;
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
}

const name = 'regulars-backup.json';

export const writeManifest = async (folder: string, manifest: Manifest): Promise<void> => {
  const file = await open(join(folder, name), 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Throws if the folder is not a Regulars backup, or has a later format. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, name), 'utf8').catch(() => {
    throw new ClubToolError(`${folder} is not a Regulars backup: it contains no ${name}.`);
  });
  const manifest = parse(text, folder);
  if (manifest.format !== 1 || !Array.isArray(manifest.files) || !Array.isArray(manifest.folders))
    throw new ClubToolError(
      `${folder} was made by another version of Regulars. Restore it with that version.`,
    );
  if ([...manifest.folders, ...manifest.files.map(({ path }) => path)].some(leavesTheFolder))
    throw new ClubToolError(`The ${name} in ${folder} names files outside of the backup.`);
  return manifest;
};

const parse = (text: string, folder: string): Manifest => {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    throw new ClubToolError(`The ${name} in ${folder} is damaged.`);
  }
};

const leavesTheFolder = (path: unknown): boolean =>
  typeof path !== 'string' || path.startsWith('/') || path.split('/').includes('..');
