import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { superuser } from './cluster.ts';
import { isServerOf, readPidFile } from './postmaster.ts';

export type RunningPostgres = {
  /** For `pg`, as in `LocalPostgres`. */
  url: string;
  /** The data directory of the server. */
  directory: string;
};

/** The running server of `dataDir`, whatever process owns it; `undefined` if there is none. */
export function findRunningPostgres(dataDir: string, database: string): RunningPostgres | undefined {
  if (!existsSync(dataDir)) return undefined;
  const directory = join(realpathSync(resolve(dataDir)), 'cluster');
  const found = readPidFile(directory);
  if (found?.status !== 'ready' || !isServerOf(found.pid, directory)) return undefined;
  return { url: urlOf(found.socketFolder, database), directory };
}

/** How `pg` reaches a server by the folder of its socket. */
export function urlOf(socketFolder: string, database: string, role = superuser): string {
  const host = encodeURIComponent(socketFolder);
  return `postgres://${encodeURIComponent(role)}@localhost/${encodeURIComponent(database)}?host=${host}`;
}
