import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { LocalPostgresError, systemCode } from './errors.ts';
import { commandOfProcess, findProgram, signal, startOfProcess, untilGone } from './processes.ts';
import { type RunAs, commandAs } from './run-as.ts';

/** A running PostgreSQL server. `ended` resolves (never rejects) to how it ended. */
export type Postmaster = { pid: number; started: string | undefined; ended: Promise<string> };

export type Launch = {
  binaries: Binaries;
  runAs: RunAs;
  cluster: string;
  logFile: string;
  socketFolder: string;
  settings: Record<string, string>;
};

type PidFile = { pid: number; socketFolder: string; status: string };

const startDeadline = 120_000;
const signals = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;
const logLimit = 4_000_000;

/** Starts the server and waits until it accepts connections. */
export async function launch(plan: Launch): Promise<Postmaster> {
  const { binaries, runAs, cluster, logFile, socketFolder } = plan;
  const settings = { ...plan.settings, unix_socket_directories: socketFolder };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = [binaries.postgres, '-D', cluster, ...flags];
  const [program = binaries.postgres, ...args] = [...tether(), ...server];
  const { file, args: all, ...options } = commandAs(runAs, binaries, program, args);
  const logStart = trimLog(logFile);
  const log = openSync(logFile, 'a', 0o600);
  // Detached: Ctrl-C reaches the whole foreground group, and the database must outlive its user.
  const child = spawn(file, all, { ...options, cwd: '/', detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  const ended = Promise.withResolvers<string>();
  child.on('error', (error) => ended.resolve(error.message));
  child.on('exit', (code, by) => ended.resolve(by ? `killed by ${by}` : `exit code ${code}`));
  if (child.pid === undefined) throw new LocalPostgresError('did-not-start', await ended.promise);
  const postmaster = { pid: child.pid, started: startOfProcess(child.pid), ended: ended.promise };
  await untilReady(cluster, postmaster, () => readFileSync(logFile).subarray(logStart).toString().trim());
  return postmaster;
}

/**
 * Adopts the server that a dead owner left running on this data, if it is reachable and has the wanted
 * settings. Stops an unusable server and removes a stale pid file.
 */
export async function adopt(
  cluster: string,
  settings: Record<string, string>,
): Promise<(Postmaster & { socketFolder: string }) | undefined> {
  const found = readPidFile(cluster);
  if (!found) return undefined;
  if (!isServerOf(found.pid, cluster)) {
    // Another process may have its number now, and PostgreSQL would refuse to start.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const started = startOfProcess(found.pid);
  const usable = found.status !== 'stopping' && existsSync(found.socketFolder) && runsWith(cluster, settings);
  if (!usable) {
    await halt({ pid: found.pid, started });
    return undefined;
  }
  const postmaster = { pid: found.pid, started, ended: pollUntilGone(found.pid, started) };
  await untilReady(cluster, postmaster, () => 'the server that was left running ended');
  return { ...postmaster, socketFolder: found.socketFolder };
}

/** Stops the server: disconnects clients and writes everything. Uses more force if that takes too long. */
export async function halt({ pid, started }: Pick<Postmaster, 'pid' | 'started'>): Promise<void> {
  for (const [name, withinMs] of signals) {
    // Its number may belong to another process by now.
    if (started === undefined || startOfProcess(pid) !== started) return;
    signal(pid, name);
    if (await untilGone(pid, withinMs)) return;
  }
}

/** If the system supports it, the kernel stops the server when its owner dies, even by `kill -9`. */
function tether(): string[] {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  if (!setpriv) return [];
  const flags = [setpriv, '--pdeathsig', 'INT', '--'];
  return spawnSync(setpriv, [...flags.slice(1), '/bin/sh', '-c', ':'], { stdio: 'ignore' }).status === 0
    ? flags
    : [];
}

async function untilReady(cluster: string, postmaster: Postmaster, complaint: () => string): Promise<void> {
  let end: string | undefined;
  void postmaster.ended.then((reason) => (end = reason));
  const deadline = Date.now() + startDeadline;
  for (;;) {
    const file = readPidFile(cluster);
    if (file?.pid === postmaster.pid && file.status === 'ready') return;
    if (end !== undefined)
      throw new LocalPostgresError('did-not-start', `PostgreSQL did not start (${end}): ${complaint()}`);
    if (Date.now() > deadline) {
      await halt(postmaster);
      throw new LocalPostgresError(
        'did-not-start',
        `PostgreSQL was not ready after ${startDeadline / 1000} s: ${complaint()}`,
      );
    }
    await pause(15);
  }
}

/** The lines of postmaster.pid: pid, data directory, start, port, socket folder, address, shared memory, status. */
export function readPidFile(cluster: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', status: lines[7]?.trim() ?? 'starting' };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

export function isServerOf(pid: number, cluster: string): boolean {
  return (
    Number.isSafeInteger(pid) &&
    pid > 1 &&
    startOfProcess(pid) !== undefined &&
    commandOfProcess(pid).includes(cluster)
  );
}

function runsWith(cluster: string, settings: Record<string, string>): boolean {
  const options = join(cluster, 'postmaster.opts');
  const used = existsSync(options) ? readFileSync(options, 'utf8') : '';
  return Object.entries(settings).every(([name, value]) => used.includes(`"${name}=${value}"`));
}

async function pollUntilGone(pid: number, started: string | undefined): Promise<string> {
  while (started !== undefined && startOfProcess(pid) === started)
    await pause(200, undefined, { ref: false });
  return 'gone';
}

function trimLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= logLimit) return size;
  truncateSync(file);
  return 0;
}
