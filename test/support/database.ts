import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { asApplication, databaseUrl, templateDatabase } from './database-url.ts';

export type TestDatabase = {
  /** As the owner of the tables. */
  url: string;
  /** As the role that the application works as. */
  applicationUrl: string;
  /** Ends all other connections. */
  drop(): Promise<void>;
};

/** A separate database with the newest schema and no rows; `empty` leaves out the schema too. */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const template = empty ? 'template0' : templateDatabase;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  const url = databaseUrl(inject('postgresUrl'), name);
  return {
    url,
    applicationUrl: asApplication(url),
    drop: () => administer(`drop database ${name} with (force)`, untilLeft(name)),
  };
}

async function administer(
  statement: string,
  before: (client: pg.Client) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await before(client);
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const longestLeaveMs = 500;

/** The end of a pool does not wait for its sessions. Whoever is cut off while leaving reports an error. */
const untilLeft =
  (name: string) =>
  async (client: pg.Client): Promise<void> => {
    const connected = 'select from pg_stat_activity where datname = $1';
    const until = performance.now() + longestLeaveMs;
    while (performance.now() < until && (await client.query(connected, [name])).rowCount !== 0)
      await pause(10);
  };
