import { rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { copyCluster } from './cluster.ts';
import { copyTree, isFree, makeFolder, mapFiles, measure, walk, type Measured } from './copy.ts';
import { ClubToolError } from './errors.ts';
import { writeManifest, type CopiedFile } from './manifest.ts';
import { connected, embedded, type EmbeddedPlace, type Place } from './place.ts';

/** Copies a running or stopped club into a new folder. */
export const backUp = async (place: Place, wanted: string): Promise<number> => {
  const club = embedded(place, 'back it up with pg_dump or with continuous archiving');
  const folder = resolve(wanted);
  if (`${folder}${sep}`.startsWith(`${club.dataDir}${sep}`))
    throw new ClubToolError('Put the backup outside DATA_DIR, ideally on another disk.');
  if (!(await isFree(folder))) throw new ClubToolError(`${folder} is not empty. Nothing was written.`);
  const draft = `${folder}.unfinished`;
  if (!(await isFree(draft)))
    throw new ClubToolError(`${draft} exists, from a running or interrupted backup. Remove it first.`);
  await makeFolder(draft);
  try {
    const { bytes } = await fill(club, draft);
    await rmdir(folder).catch(() => undefined);
    await rename(draft, folder);
    console.log(`Backed up ${club.dataDir} to ${folder} (${(bytes / 1_048_576).toFixed(1)} MB).`);
    return 0;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
};

/** Exports can be created again. Files with coupon codes are read once, and by nobody else. */
const leftOut: readonly string[] = ['postgres', 'exports', 'coupon-codes'];

const fill = async (club: EmbeddedPlace, draft: string): Promise<{ bytes: number }> => {
  const startedAt = new Date().toISOString();
  const cluster = join(draft, 'cluster');
  await makeFolder(cluster);
  const { until, postgres } = await connected(club, (client, directory) =>
    copyCluster(client, directory, cluster),
  );
  // Files of the club outside the database: sign-in data of the demo, stored mails, keys.
  await makeFolder(join(draft, 'files'));
  await copyTree(club.dataDir, join(draft, 'files'), (path) => leftOut.includes(path));

  const { folders, files } = await walk(draft, () => false);
  const listed: CopiedFile[] = await mapFiles(files, async (path) => ({
    path,
    ...(await measured(join(draft, path))),
  }));
  await writeManifest(draft, {
    format: 1,
    startedAt,
    endedAt: new Date().toISOString(),
    postgres,
    until,
    folders,
    files: listed,
  });
  return { bytes: listed.reduce((sum, { bytes }) => sum + bytes, 0) };
};

const measured = async (file: string): Promise<Measured> => {
  const found = await measure(file);
  if (!found) throw new ClubToolError(`${file} disappeared during the backup. Nothing was backed up.`);
  return found;
};
