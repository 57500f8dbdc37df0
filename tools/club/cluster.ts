import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { copyFile, copyTree, walk } from './copy.ts';

/** Folders that the server refills at its start, and files of its current run, as listed in PostgreSQL's manual. */
const emptied = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
];
const ofThisRun =
  /(^|\/)(postmaster\.(pid|opts)|backup_label|tablespace_map|backup_manifest|pg_internal\.init[^/]*|pgsql_tmp[^/]*)$/;
const control = 'global/pg_control';
const slot = 'regulars_backup_';

export interface CopiedCluster {
  /** The copy contains everything that was acknowledged before this position of the log. */
  readonly until: string;
  /** Version of the server. */
  readonly postgres: string;
}

/**
 * Copies the data directory of a running server with PostgreSQL's own protocol. The first start of the copy repairs
 * files that changed during the copy, from the log. `to` must exist and be empty.
 */
export const copyCluster = async (
  client: pg.Client,
  directory: string,
  to: string,
): Promise<CopiedCluster> => {
  const server = await one<{ version: string }>(
    client,
    `select current_setting('server_version') as version`,
  );
  // Without the slot a checkpoint could remove log that the copy still needs. It ends with this connection.
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot + process.pid]);
  const { start } = await one<{ start: string }>(
    client,
    `select pg_backup_start('Regulars', true)::text as start`,
  );
  await copyTree(directory, to, (path, isFolder) => leftOut(path, isFolder));
  await copyFile(join(directory, control), join(to, control));
  const stopped = await one<{ until: string; label: string; spaces: string; first: string; last: string }>(
    client,
    `select lsn::text as until, labelfile as label, spcmapfile as spaces,
            pg_walfile_name($1::pg_lsn) as first, pg_walfile_name(lsn) as last
     from pg_backup_stop(false)`,
    [start],
  );
  await copyLog(directory, to, stopped.first, stopped.last);
  await writeFile(join(to, 'backup_label'), stopped.label, { mode: 0o600, flush: true });
  if (stopped.spaces)
    await writeFile(join(to, 'tablespace_map'), stopped.spaces, { mode: 0o600, flush: true });
  return { until: stopped.until, postgres: server.version };
};

const leftOut = (path: string, isFolder: boolean): boolean =>
  path === control ||
  ofThisRun.test(path) ||
  (!isFolder && emptied.includes(path.split('/')[0] ?? '')) ||
  (isFolder && /^(pg_replslot|pg_stat_tmp|pg_snapshots)\//.test(path));

/** The segments of the log from the start of the backup to its end; their names sort by position. */
const copyLog = async (directory: string, to: string, first: string, last: string): Promise<void> => {
  const { files } = await walk(join(directory, 'pg_wal'), (_, isFolder) => isFolder);
  const needed = files.filter((name) => /^[\dA-F]{24}$/.test(name) && name >= first && name <= last);
  if (!needed.includes(first) || !needed.includes(last))
    throw new Error(`The log of PostgreSQL from ${first} to ${last} is incomplete. Nothing was backed up.`);
  const histories = files.filter((name) => name.endsWith('.history'));
  for (const name of [...needed, ...histories])
    await copyFile(join(directory, 'pg_wal', name), join(to, 'pg_wal', name));
};

const one = async <Row extends pg.QueryResultRow>(
  client: pg.Client,
  text: string,
  values: unknown[] = [],
): Promise<Row> => {
  const [row] = (await client.query<Row>(text, values)).rows;
  if (!row) throw new Error(`PostgreSQL did not answer: ${text}`);
  return row;
};
