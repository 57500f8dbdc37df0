import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinaries } from './binaries.ts';
import { ensureCluster, own } from './cluster.ts';
import { LocalPostgresError, systemCode } from './errors.ts';
import { type OwnerLock, takeOwnership } from './owner-lock.ts';
import { type Launch, type Postmaster, adopt, halt, launch } from './postmaster.ts';
import { type RunAs, chooseRunAs } from './run-as.ts';
import { urlOf } from './running.ts';

export type LocalPostgresOptions = {
  /** Folder for the data, its log and its lock; made if missing. */
  dataDir: string;
  /** Database in the URL; made together with the data directory, not later. Default `postgres`. */
  database?: string;
  /** For tests only: gives up durability for speed. */
  fast?: boolean;
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>;
  /** Told in plain sentences what happens; default: nobody. */
  log?: (message: string) => void;
  /** The server ended without `stop()`; it is being started again. Connections made before are lost. */
  onExit?: (reason: string) => void;
  /** It takes connections again, at the same URL. */
  onRestart?: () => void;
};

export type LocalPostgres = {
  /** For `pg`: `postgres://app@localhost/<database>?host=<socket folder>`; stays when the server is started again. */
  url: string;
  /** The same as another role, which somebody has made. */
  urlAs(role: string): string;
  /** The data directory of the server. */
  directory: string;
  /** Process id of the server as of now. */
  readonly pid: number;
  /** Stops the server, removes its sockets and gives up the ownership. May be called again. */
  stop(): Promise<void>;
};

const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const fast = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};
const always = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_checkpoints: 'off',
  // Details of an error, and the statement, quote what people have told the club.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
const socketPrefix = 'regulars-pg-';
const retryPauses = { first: 300, longest: 3000 };
// A socket's path may have 107 bytes, on macOS 103; PostgreSQL appends `/.s.PGSQL.5432`.
const longestSocketFolder = 82;

/**
 * Starts PostgreSQL 18 on `dataDir`, or takes over the one that an owner who died has left there, and keeps it
 * running until `stop()`. It can be reached only through a socket in a folder of its own, by this user.
 *
 * @throws LocalPostgresError with a message to show
 */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const home = makeHome(options.dataDir);
  const lock = takeOwnership(join(home, 'owner.lock'));
  let socketFolder: string | undefined;
  try {
    const cluster = join(home, 'cluster');
    const binaries = findBinaries(join(home, 'lib'));
    const runAs = chooseRunAs(binaries, home, cluster);
    const settings = { ...always, ...(options.fast ? fast : durable), ...options.settings };
    await ensureCluster(binaries, runAs, cluster, options.database ?? 'postgres');
    const adopted = await adopt(cluster, settings);
    if (lock.leftover && lock.leftover !== adopted?.socketFolder) removeSocketFolder(lock.leftover);
    socketFolder = adopted?.socketFolder ?? makeSocketFolder(runAs);
    lock.noteSocketFolder(socketFolder);
    const plan = { binaries, runAs, cluster, logFile: join(home, 'server.log'), socketFolder, settings };
    if (adopted) options.log?.(`Took over the PostgreSQL that was left running (process ${adopted.pid}).`);
    const first = adopted ?? (await launch(plan));
    return supervise(options, plan, first, lock);
  } catch (error) {
    if (socketFolder) removeSocketFolder(socketFolder);
    lock.release();
    throw error;
  }
}

function supervise(
  options: LocalPostgresOptions,
  plan: Launch,
  first: Postmaster,
  lock: OwnerLock,
): LocalPostgres {
  let current = first;
  let stopping: Promise<void> | undefined;

  async function keepRunning(): Promise<void> {
    for (;;) {
      const reason = await current.ended;
      if (stopping) return;
      options.log?.(`PostgreSQL ended (${reason}); starting it again.`);
      options.onExit?.(reason);
      const next = await launchAgain();
      if (!next) return;
      current = next;
      if (stopping) return halt(current);
      options.log?.(`PostgreSQL runs again (process ${current.pid}).`);
      options.onRestart?.();
    }
  }

  async function launchAgain(): Promise<Postmaster | undefined> {
    let complaint = '';
    let wait = retryPauses.first;
    while (!stopping) {
      try {
        return await launch(plan);
      } catch (error) {
        // At first the processes of the killed server may still be around; later, say, a full disk may be mended.
        const message = error instanceof Error ? error.message : String(error);
        if (message !== complaint) options.log?.(message);
        complaint = message;
        await pause(wait);
        wait = Math.min(wait * 1.5, retryPauses.longest);
      }
    }
    return undefined;
  }

  const kept = keepRunning();

  async function stop(): Promise<void> {
    // The server does not keep this process alive: without this, one with nothing else to do ends before the stop does.
    const alive = setInterval(() => undefined, 1000);
    await halt(current);
    await kept;
    clearInterval(alive);
    removeSocketFolder(plan.socketFolder);
    lock.release();
  }

  return {
    url: urlOf(plan.socketFolder, options.database ?? 'postgres'),
    urlAs: (role) => urlOf(plan.socketFolder, options.database ?? 'postgres', role),
    directory: plan.cluster,
    get pid() {
      return current.pid;
    },
    stop: () => (stopping ??= stop()),
  };
}

function makeHome(dataDir: string): string {
  const home = resolve(dataDir);
  try {
    mkdirSync(home, { recursive: true });
    return realpathSync(home);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw error;
    throw new LocalPostgresError(
      'not-writable',
      `The folder ${home} cannot be made or written. Set DATA_DIR to one that can.`,
    );
  }
}

function makeSocketFolder(runAs: RunAs): string {
  // The system's folder may be too long for a socket (macOS) or closed to the user that the server runs as.
  const parent =
    runAs.how === 'user' || tmpdir().length > longestSocketFolder - socketPrefix.length ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(parent, socketPrefix));
  own(folder, runAs);
  return folder;
}

function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith(socketPrefix)) rmSync(folder, { recursive: true, force: true });
}
