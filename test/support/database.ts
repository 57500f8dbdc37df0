import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inject } from 'vitest';
import { asApplication, databaseUrl, templateDatabase } from './database-url.ts';
import { bringQueues } from './known-queues.ts';
import { leaveRows, rowsOf } from './rows.ts';

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
  if (!empty) await bringQueues(url);
  return {
    url,
    applicationUrl: asApplication(url),
    drop: async () => {
      await leaveRows(url);
      await untilLeft(name);
      await administer(`drop database ${name} with (force)`);
    },
  };
}

const administer = (statement: string): Promise<unknown[]> =>
  rowsOf({ databaseUrl: inject('postgresUrl') }, statement);

const longestLeaveMs = 500;

/** The end of a pool does not wait for its sessions. A session that is cut off while it leaves reports an error. */
const untilLeft = async (name: string): Promise<void> => {
  const connected = `select 1 from pg_stat_activity where datname = '${name}'`;
  const until = performance.now() + longestLeaveMs;
  while (performance.now() < until && (await administer(connected)).length !== 0) await pause(10);
};
