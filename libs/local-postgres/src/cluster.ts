import { spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { LocalPostgresError } from './errors.ts';
import { type RunAs, commandAs } from './run-as.ts';

export const superuser = 'app';

/** Creates the data directory with the database `database` unless it exists. Replaces incomplete ones. */
export async function ensureCluster(
  binaries: Binaries,
  runAs: RunAs,
  cluster: string,
  database: string,
): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return;
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  own(draft, runAs);
  const initdb = ['-D', draft, '-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin'];
  initdb.push('--builtin-locale=C.UTF-8', '--locale=C', '--no-sync');
  await run(binaries, runAs, binaries.initdb, initdb);
  if (database !== 'postgres') {
    const name = `"${database.replaceAll('"', '""')}"`;
    await run(
      binaries,
      runAs,
      binaries.postgres,
      ['--single', '-D', draft, 'postgres'],
      `create database ${name};\n`,
    );
  }
  renameSync(draft, cluster);
}

/** Gives a folder to the user that PostgreSQL runs as, and closes it to everyone else. */
export function own(folder: string, runAs: RunAs): void {
  chmodSync(folder, 0o700);
  if (runAs.how === 'user') chownSync(folder, runAs.uid, runAs.gid);
}

function run(binaries: Binaries, runAs: RunAs, program: string, args: string[], input = ''): Promise<void> {
  const { file, args: all, ...options } = commandAs(runAs, binaries, program, args);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(file, all, { ...options, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.on('error', reject);
  child.on('close', (code) => {
    const errors = /\b(ERROR|FATAL|PANIC):/.test(said.join(''));
    if (code === 0 && !errors) resolve();
    else reject(new LocalPostgresError('did-not-start', `${program} failed:\n${said.join('').trim()}`));
  });
  return promise;
}
