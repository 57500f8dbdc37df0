import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrateJobs } from '../jobs/migrate-jobs.ts';
import { settleAccess } from './access.ts';
import { applyFunctions } from './apply-functions.ts';
import { dataSourceOptions } from './data-source.ts';
import { migrations } from './migrations/index.ts';
import { roleOf } from './role.ts';
import type { SqlFunction } from './sql-function.ts';

const oldestServer = 180_000;
const lockKey = 7_318_221;

export interface Schema {
  readonly functions: readonly SqlFunction[];
  /** Tables that their feature fills at once and analyses itself. */
  readonly analysed: readonly string[];
}

export interface Upgrade {
  /** False for tests on a server that may lose data. */
  readonly durable?: boolean;
  /** The application's address, if it connects as another role. */
  readonly application?: string;
}

/**
 * Updates a database as its owner: migrations, changed SQL functions, job tables and the application's rights.
 * Several processes may start at once: the others wait. Throws if the server is older than PostgreSQL 18 or
 * does not write durably.
 */
export const migrate = async (
  url: string,
  { functions, analysed }: Schema,
  { durable = true, application }: Upgrade,
): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await assertServer(client, durable);
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await runMigrations(url);
    await applyFunctions(client, functions);
    await migrateJobs(client, url);
    const role = application === undefined ? null : roleOf(application);
    if (role && role.name !== roleOf(url).name) await settleAccess(client, role, analysed);
  } finally {
    await client.end();
  }
};

/** A data source with the migrations. The caller closes it. */
export const migrationSource = (url: string): DataSource =>
  new DataSource({
    ...dataSourceOptions({ DATABASE_URL: url, DATABASE_POOL: 2 }),
    migrations,
    migrationsTransactionMode: 'each',
  });

const runMigrations = async (url: string): Promise<void> => {
  const source = await migrationSource(url).initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
};

const assertServer = async (client: pg.Client, durable: boolean): Promise<void> => {
  const settings = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('server_version_num', 'server_version', 'fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  const values = Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting]));
  if (Number(values.server_version_num) < oldestServer) {
    throw new Error(
      `Regulars needs PostgreSQL 18 or later; this server is ${values.server_version ?? 'unknown'}.`,
    );
  }
  const unsafe = ['fsync', 'synchronous_commit', 'full_page_writes'].filter((name) => values[name] === 'off');
  if (durable && unsafe.length > 0)
    throw new Error(`Points are money: turn ${unsafe.join(', ')} on in PostgreSQL.`);
};
