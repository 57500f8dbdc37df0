import pg from 'pg';
import { types } from '../../apps/api/src/platform/database/data-source.ts';

// By URL. A new connection starts a process of PostgreSQL, which takes longer than most queries of tests.
const pools = new Map<string, pg.Pool>();

const poolOf = (url: string): pg.Pool => {
  const open = pools.get(url);
  if (open) return open;
  const pool = new pg.Pool({ connectionString: url, types, allowExitOnIdle: true });
  // Tests end servers and sessions. The next query connects again.
  pool.on('error', () => undefined);
  pools.set(url, pool);
  return pool;
};

/** Accesses the API's database as the owner, who may change more than the API. */
export const rowsOf = async <Row extends Record<string, unknown>>(
  { databaseUrl }: { readonly databaseUrl: string },
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => (await poolOf(databaseUrl).query<Row>(text, [...values])).rows;

/** Ends the connections of `rowsOf`, before the database goes away. */
export const leaveRows = async (databaseUrl: string): Promise<void> => {
  const pool = pools.get(databaseUrl);
  pools.delete(databaseUrl);
  await pool?.end();
};
