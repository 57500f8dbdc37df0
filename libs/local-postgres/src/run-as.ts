import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { LocalPostgresError } from './errors.ts';
import { findProgram } from './processes.ts';

/**
 * PostgreSQL refuses to run as root. For root, it runs as another user or, if that user cannot reach the
 * folders, in a user namespace where root has the number of `nobody`.
 */
export type RunAs =
  | { how: 'self'; uid: number | undefined; gid: number | undefined }
  | { how: 'user'; uid: number; gid: number }
  | { how: 'namespace'; uid: 0; gid: 0; unshare: string };

export type Command = { file: string; args: string[]; uid?: number; gid?: number; env: NodeJS.ProcessEnv };

const namespaceFlags = ['--map-user=65534', '--map-group=65534', '--'];

/** `home` is the existing folder of the data; `cluster` is the data directory in it. */
export function chooseRunAs(binaries: Binaries, home: string, cluster: string): RunAs {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const owner = ownerOf(cluster);
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new LocalPostgresError(
        'no-way-to-run',
        `The database in ${cluster} belongs to user number ${owner.uid}, this is user number ${uid}. Start as that ` +
          `user, give the folder to this one (chown -R), or set DATABASE_URL or another DATA_DIR.`,
      );
    }
    return { how: 'self', uid, gid };
  }
  const candidates = owner ? [ownerRunAs(owner)] : [...unprivilegedUsers(), namespace()];
  const found = candidates.find((candidate) => candidate !== undefined && canRun(candidate, binaries, home));
  if (found) return found;
  throw new LocalPostgresError(
    'no-way-to-run',
    `PostgreSQL does not run as root, and neither another user nor a user namespace could be used with the data in ` +
      `${home}. Run as another user, put the project where the users "postgres" or "nobody" can read it, or set ` +
      `DATABASE_URL to a PostgreSQL 18 server.`,
  );
}

export function commandAs(runAs: RunAs, binaries: Binaries, file: string, args: string[]): Command {
  // The caller's environment must not affect the server: PGDATA, PGPORT, LC_ALL and others would.
  const env = { PATH: process.env['PATH'], TZ: 'UTC', LC_ALL: 'C', ...binaries.environment };
  switch (runAs.how) {
    case 'self':
      return { file, args, env };
    case 'user':
      return { file, args, uid: runAs.uid, gid: runAs.gid, env };
    case 'namespace':
      return { file: runAs.unshare, args: [...namespaceFlags, file, ...args], env };
  }
}

function ownerRunAs(owner: { uid: number; gid: number }): RunAs | undefined {
  return owner.uid === 0 ? namespace() : { how: 'user', ...owner };
}

function namespace(): RunAs | undefined {
  const unshare = findProgram('unshare');
  return unshare && process.platform === 'linux' ? { how: 'namespace', uid: 0, gid: 0, unshare } : undefined;
}

function unprivilegedUsers(): RunAs[] {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  return ['postgres', 'nobody'].flatMap((name) => {
    const line = lines.find(([user]) => user === name);
    const [uid, gid] = [Number(line?.[2]), Number(line?.[3])];
    return uid > 0 && gid > 0 ? [{ how: 'user', uid, gid } as const] : [];
  });
}

function canRun(runAs: RunAs, binaries: Binaries, home: string): boolean {
  return (
    succeeds(commandAs(runAs, binaries, binaries.postgres, ['--version'])) &&
    succeeds(commandAs(runAs, binaries, '/bin/sh', ['-c', 'cd "$0" && pwd', home]))
  );
}

function succeeds({ file, args, ...options }: Command): boolean {
  return spawnSync(file, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownerOf(folder: string): { uid: number; gid: number } | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && { uid: found.uid, gid: found.gid };
}
