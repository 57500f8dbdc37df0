import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalPostgresError } from './errors.ts';
import { type LocalPostgres, startLocalPostgres } from './local-postgres.ts';
import { findProgram, signal, startOfProcess, untilGone } from './processes.ts';

const ownerProgram = new URL('./test-owner.ts', import.meta.url).pathname;
const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
// Users' namespaces may be forbidden, and a checkout in root's own folder is closed to every other user.
const hasNamespaces =
  spawnSync('unshare', ['--map-user=65534', '--map-group=65534', '--', 'true']).status === 0;
const nobodyCanRead = isRoot && spawnSync('/bin/cat', [ownerProgram], nobody).status === 0;
let folder: string;
let dataDir: string;
const started: LocalPostgres[] = [];
const owners: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join('/tmp', 'local-postgres-test-'));
  chmodSync(folder, 0o755);
  dataDir = join(folder, 'data');
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const owner of owners.splice(0)) await end(owner, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

async function start(
  extra: { onRestart?: () => void; onExit?: (reason: string) => void } = {},
): Promise<LocalPostgres> {
  const server = await startLocalPostgres({ dataDir, database: 'club', fast: true, ...extra });
  started.push(server);
  return server;
}

describe('startLocalPostgres', { timeout: 60_000 }, () => {
  it('creates a database that accepts connections, and leaves nothing behind when stopped', async () => {
    const server = await start();
    expect(await answers(server.url)).toBe(true);
    expect(new URL(server.url).pathname).toBe('/club');
    expect(statSync(socketFolder(server.url)).mode & 0o777).toBe(0o700);
    await server.stop();
    expect(startOfProcess(server.pid)).toBeUndefined();
    expect(existsSync(socketFolder(server.url))).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(['cluster', 'server.log']);
  });

  it('starts again with the same data', async () => {
    const before = await start();
    const identity = readFileSync(join(before.directory, 'global', 'pg_control')).subarray(0, 8);
    await before.stop();
    const after = await start();
    expect(readFileSync(join(after.directory, 'global', 'pg_control')).subarray(0, 8)).toEqual(identity);
    expect(await answers(after.url)).toBe(true);
  });

  it('restarts the server at the same address after it was killed', async () => {
    const reasons: string[] = [];
    const restarted = Promise.withResolvers<void>();
    const server = await start({ onExit: (reason) => reasons.push(reason), onRestart: restarted.resolve });
    const killed = server.pid;
    signal(killed, 'SIGKILL');
    await restarted.promise;
    expect(reasons).toEqual(['killed by SIGKILL']);
    expect(server.pid).not.toBe(killed);
    expect(await answers(server.url)).toBe(true);
  });

  it('stops cleanly while the server restarts', async () => {
    const ended = Promise.withResolvers<string>();
    const server = await start({ onExit: ended.resolve });
    signal(server.pid, 'SIGKILL');
    await ended.promise;
    await server.stop();
    expect(startOfProcess(server.pid)).toBeUndefined();
    expect(existsSync(socketFolder(server.url))).toBe(false);
    expect(await answers((await start()).url)).toBe(true);
  });

  it('refuses a second owner and names the first', async () => {
    const owner = await startOwner();
    const refusal = await start().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LocalPostgresError);
    expect(refusal).toMatchObject({
      code: 'already-owned',
      message: expect.stringContaining(`process ${owner.pid}`),
    });
    expect(startOfProcess(owner.postgres)).toBeDefined();
  });

  it('takes over and watches the server that a killed owner left running', async () => {
    const owner = await startOwner({ PATH: pathWithoutSetpriv() });
    await end(owner.child, 'SIGKILL');
    expect(startOfProcess(owner.postgres)).toBeDefined();
    const restarted = Promise.withResolvers<void>();
    const server = await start({ onRestart: restarted.resolve });
    expect(server.pid).toBe(owner.postgres);
    expect(server.url).toBe(owner.url);
    signal(server.pid, 'SIGKILL');
    await restarted.promise;
    expect(server.pid).not.toBe(owner.postgres);
    expect(await answers(server.url)).toBe(true);
  });

  it('takes over only a server with the same settings', async () => {
    const owner = await startOwner({ PATH: pathWithoutSetpriv() });
    await end(owner.child, 'SIGKILL');
    const server = await startLocalPostgres({ dataDir, database: 'club' });
    started.push(server);
    expect(server.pid).not.toBe(owner.postgres);
    expect(startOfProcess(owner.postgres)).toBeUndefined();
    expect(existsSync(socketFolder(owner.url))).toBe(false);
  });

  it.runIf(process.platform === 'linux' && findProgram('setpriv'))(
    'stops when its owner is killed',
    async () => {
      const owner = await startOwner();
      await end(owner.child, 'SIGKILL');
      expect(await untilGone(owner.postgres, 20_000)).toBe(true);
      const server = await start();
      expect(await answers(server.url)).toBe(true);
      expect(existsSync(socketFolder(owner.url))).toBe(false);
    },
  );

  it('starts although a stale pid file names a process that is not PostgreSQL', async () => {
    const first = await start();
    await first.stop();
    const note = join(first.directory, 'postmaster.pid');
    const text = `${process.pid}\n${first.directory}\n1\n5432\n/tmp\n\n0 0\nready\n`;
    spawnSync('sh', ['-c', 'printf "%s" "$1" > "$0"', note, text]);
    expect(await answers((await start()).url)).toBe(true);
  });

  it.runIf(isRoot && hasNamespaces)('runs as root in a folder that no other user can enter', async () => {
    chmodSync(folder, 0o700);
    const server = await start();
    expect(statSync(server.directory).uid).toBe(0);
    expect(await answers(server.url)).toBe(true);
    await server.stop();
    expect(startOfProcess(server.pid)).toBeUndefined();
    // What was made so is found again so, even when the folder has been opened since.
    chmodSync(folder, 0o755);
    expect(await answers((await start()).url)).toBe(true);
  });

  it.runIf(nobodyCanRead)('runs as an ordinary user', async () => {
    chownSync(folder, 65534, 65534);
    const owner = await startOwner({}, nobody);
    expect(statSync(join(dataDir, 'cluster')).uid).toBe(65534);
    await end(owner.child, 'SIGTERM');
    expect(startOfProcess(owner.postgres)).toBeUndefined();
    expect(existsSync(socketFolder(owner.url))).toBe(false);
  });

  it.runIf(nobodyCanRead)('tells an ordinary user that the data belongs to another user', async () => {
    await (await start()).stop();
    chownSync(dataDir, 65534, 65534);
    const refusal = startOwner({}, nobody);
    await expect(refusal).rejects.toThrow(/belongs to user number \d+, this is user number 65534/);
  });
});

type Owner = { child: ChildProcess; pid: number; postgres: number; url: string };

/** Another process that starts the server and stays; SIGTERM makes it stop the server. */
async function startOwner(
  env: NodeJS.ProcessEnv = {},
  user: { uid?: number; gid?: number } = {},
): Promise<Owner> {
  const child = spawn(process.execPath, ['--conditions=@regulars/source', ownerProgram, dataDir], {
    ...user,
    cwd: '/',
    env: { ...process.env, TMPDIR: tmpdir(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  owners.push(child);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const line = await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => undefined)]);
  if (!line) throw new Error(said);
  const { pid, url } = JSON.parse(String(line[0])) as { pid: number; url: string };
  return { child, pid: child.pid ?? 0, postgres: pid, url };
}

/** Without setpriv an owner cannot ask the kernel to stop the server with it. */
function pathWithoutSetpriv(): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const unshare = findProgram('unshare');
  if (unshare) symlinkSync(unshare, join(bin, 'unshare'));
  return bin;
}

async function end(child: ChildProcess, by: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(by);
  await exit;
}

function socketFolder(url: string): string {
  return new URL(url).searchParams.get('host') ?? '';
}

/** Whether the server takes a connection to the database of the URL (start-up message of the protocol's version 3). */
async function answers(url: string): Promise<boolean> {
  const socket = createConnection(join(socketFolder(url), '.s.PGSQL.5432'));
  const body = Buffer.from(`\0\x03\0\0user\0app\0database\0${new URL(url).pathname.slice(1)}\0\0`);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  socket.end(Buffer.concat([length, body]));
  const reply: Buffer[] = [];
  for await (const chunk of socket) reply.push(chunk as Buffer);
  // `R` with 0: signed in. An error would be `E`.
  return Buffer.concat(reply).subarray(0, 9).equals(Buffer.from('R\0\0\0\b\0\0\0\0', 'latin1'));
}
