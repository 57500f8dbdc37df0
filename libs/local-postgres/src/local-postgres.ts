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
  /** Folder for the data, its log and its lock; created if missing. */
  dataDir: string;
  /** Database in the URL, created together with the data directory and not later. Default `postgres`. */
  database?: string;
  /** For tests only: trades durability for speed. */
  fast?: boolean;
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>;
  /** Receives plain sentences about what happens; nothing by default. */
  log?: (message: string) => void;
  /** The server ended without `stop()` and is being restarted. Existing connections are lost. */
  onExit?: (reason: string) => void;
  /** It accepts connections again, at the same URL. */
  onRestart?: () => void;
};

export type LocalPostgres = {
  /** For `pg`: `postgres://app@localhost/<database>?host=<socket folder>`. Does not change on restart. */
  url: string;
  /** The same URL for another existing role. */
  urlAs(role: string): string;
  /** The data directory of the server. */
  directory: string;
  /** Current process id of the server. */
  readonly pid: number;
  /** Stops the server, removes its sockets and releases ownership. May be called again. */
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
  // Error details and statements quote data of the club.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};
const socketPrefix = 'regulars-pg-';
const retryPauses = { first: 300, longest: 3000 };
// A socket path may have 107 bytes, on macOS 103. PostgreSQL appends `/.s.PGSQL.5432`.
const longestSocketFolder = 82;

/**
 * Starts PostgreSQL 18 on `dataDir`, or adopts the server that a dead owner left running, and keeps it running
 * until `stop()`. Only this user can reach it, through a socket in a private folder.
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
        // At first, processes of the killed server may still exist. Later, a full disk may have been cleared.
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
    // The server does not keep this process alive. Without this, a process with nothing else to do would end
    // before the stop does.
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
  // The system's folder may be too long for a socket (macOS) or closed to the server's user.
  const parent =
    runAs.how === 'user' || tmpdir().length > longestSocketFolder - socketPrefix.length ? '/tmp' : tmpdir();
  const folder = mkdtempSync(join(parent, socketPrefix));
  own(folder, runAs);
  return folder;
}

function removeSocketFolder(folder: string): void {
  if (basename(folder).startsWith(socketPrefix)) rmSync(folder, { recursive: true, force: true });
}
