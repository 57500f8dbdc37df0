import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { LocalPostgresError, systemCode } from './errors.ts';
import { startOfProcess } from './processes.ts';

type Owner = { pid: number; started: string; socketFolder: string | undefined };

export type OwnerLock = {
  /** Socket folder of the previous owner, which died. */
  leftover: string | undefined;
  noteSocketFolder(folder: string): void;
  release(): void;
};

/**
 * Only one living process owns a local database. Without this, a second `npm start` would adopt the first one's
 * server and stop it.
 *
 * @throws LocalPostgresError `already-owned`
 */
export function takeOwnership(file: string): OwnerLock {
  let mine: Owner = { pid: process.pid, started: startOfProcess(process.pid) ?? '', socketFolder: undefined };
  let leftover: string | undefined;
  while (!createExclusively(file, mine)) {
    const other = read(file);
    if (other && startOfProcess(other.pid) === other.started) throw alreadyOwned(file, other.pid);
    leftover = other?.socketFolder ?? leftover;
    removeStale(file, other);
  }
  return {
    leftover,
    noteSocketFolder(socketFolder) {
      mine = { ...mine, socketFolder };
      replace(file, mine);
    },
    release() {
      if (same(read(file), mine)) rmSync(file, { force: true });
    },
  };
}

function createExclusively(file: string, owner: Owner): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(owner));
  try {
    // A link appears with its content at once. A file opened with `wx` could be read while it is still empty.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeStale(file: string, stale: Owner | undefined): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  // Another process may have cleared the stale lock first and created its own. Then give it back.
  const taken = read(aside);
  if (taken && !same(taken, stale)) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
  rmSync(aside, { force: true });
}

function replace(file: string, owner: Owner): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(owner));
  renameSync(draft, file);
}

function read(file: string): Owner | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Owner>;
    return { pid: Number(value.pid), started: String(value.started), socketFolder: value.socketFolder };
  } catch (error) {
    if (error instanceof SyntaxError || systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function same(one: Owner | undefined, other: Owner | undefined): boolean {
  return one?.pid === other?.pid && one?.started === other?.started;
}

function alreadyOwned(file: string, pid: number): LocalPostgresError {
  const who = pid === process.pid ? 'this process' : `process ${pid}`;
  return new LocalPostgresError(
    'already-owned',
    `Regulars runs already: ${who} owns the database beside ${file}. Stop it first, or give this one its own ` +
      `DATA_DIR (and PORT).`,
  );
}
