import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { placeCluster } from '@regulars/local-postgres';
import type { Config } from '../../apps/api/src/config.ts';
import { adviseOnCodeKey } from './code-key.ts';
import { copyFile, isFree, makeFolder, mapFiles, measure } from './copy.ts';
import { ClubToolError } from './errors.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { embedded, type Place } from './place.ts';
import { verify } from './verify.ts';

const mostNamed = 10;

/** Fills an empty `DATA_DIR` from a backup, lets PostgreSQL recover, and checks the books. */
export const restore = async (place: Place, from: string, config: Config): Promise<number> => {
  const club = embedded(place, 'restore it with pg_restore or from its archive');
  const folder = resolve(from);
  const manifest = await readManifest(folder);
  if (!(await isFree(club.dataDir)))
    throw new ClubToolError(
      `${club.dataDir} is not empty. Nothing was written. Set DATA_DIR to a new folder, or move this one away.`,
    );
  await assertWhole(folder, manifest);
  await makeFolder(club.dataDir);
  try {
    await fill(join(folder, 'files'), club.dataDir, below(manifest, 'files/'));
    await placeCluster(club.postgres, (cluster) =>
      fill(join(folder, 'cluster'), cluster, below(manifest, 'cluster/')),
    );
  } catch (error) {
    await rm(club.dataDir, { recursive: true, force: true });
    throw error;
  }
  console.log(`Restored ${folder} (of ${manifest.endedAt}) to ${club.dataDir}.`);
  const code = await verify(club);
  await adviseOnCodeKey(club, config);
  return code;
};

const assertWhole = async (folder: string, { files }: Manifest): Promise<void> => {
  const measured = await mapFiles(
    files.map(({ path }) => path),
    (path) => measure(join(folder, path)),
  );
  const damaged = files.flatMap(({ path, bytes, sha256 }, at) => {
    const found = measured[at];
    if (!found) return [`${path} is missing`];
    return found.bytes === bytes && found.sha256 === sha256 ? [] : [`${path} was changed`];
  });
  if (damaged.length === 0) return;
  const named = damaged.slice(0, mostNamed).join('\n  ');
  throw new ClubToolError(
    `The backup in ${folder} is damaged, ${damaged.length} of ${files.length} files; nothing was written.\n  ${named}`,
  );
};

interface Part {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

const below = ({ folders, files }: Manifest, prefix: string): Part => {
  const inside = (paths: readonly string[]): string[] =>
    paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  return { folders: inside(folders), files: inside(files.map(({ path }) => path)) };
};

const fill = async (from: string, to: string, { folders, files }: Part): Promise<void> => {
  // Some tools that move backups lose empty folders, and PostgreSQL does not start without its own.
  for (const path of folders) await makeFolder(join(to, path));
  await mapFiles(files, async (path) => {
    if (!(await copyFile(join(from, path), join(to, path))))
      throw new ClubToolError(`${join(from, path)} disappeared during the restore. Nothing was restored.`);
  });
};
