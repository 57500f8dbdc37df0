import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries } from './binaries.ts';
import { own } from './cluster.ts';
import { takeOwnership } from './owner-lock.ts';
import { type RunAs, chooseRunAs } from './run-as.ts';

/**
 * Creates the data directory of `dataDir` from a copy that `fill` writes into the given folder. It does not
 * exist before
 * `fill` has resolved, so an incomplete copy is never started.
 *
 * @throws LocalPostgresError; an Error if there is a data directory already
 */
export async function placeCluster(dataDir: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const lock = takeOwnership(join(realpathSync(home), 'owner.lock'));
  try {
    const cluster = join(realpathSync(home), 'cluster');
    if (existsSync(cluster)) throw new Error(`There is a database in ${cluster} already.`);
    const draft = `${cluster}.new`;
    const runAs = chooseRunAs(findBinaries(join(home, 'lib')), realpathSync(home), cluster);
    mkdirSync(draft, { mode: 0o700 });
    await fill(draft);
    own(draft, runAs);
    for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true }))
      give(join(entry.parentPath, entry.name), entry.isDirectory(), runAs);
    renameSync(draft, cluster);
  } finally {
    lock.release();
  }
}

function give(path: string, isFolder: boolean, runAs: RunAs): void {
  chmodSync(path, isFolder ? 0o700 : 0o600);
  if (runAs.how === 'user') chownSync(path, runAs.uid, runAs.gid);
}
