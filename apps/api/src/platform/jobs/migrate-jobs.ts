import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import pgBoss from 'pg-boss/package.json' with { type: 'json' };

/** Updates the job tables as their owner, because the application cannot. */
export const migrateJobs = async (owner: pg.Client, url: string): Promise<void> => {
  if ((await versionOf(owner)) === pgBoss.pgboss.schema) return;
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  let failure: Error | undefined;
  boss.on('error', (error: Error) => (failure = error));
  await boss.start();
  try {
    // Indexes of an upgrade are built gradually.
    while (!failure && (await isBuilding(boss))) await pause(100);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
};

const versionOf = async (owner: pg.Client): Promise<number | undefined> => {
  const { rows } = await owner.query<{ there: boolean }>(
    `select to_regclass('pgboss.version') is not null as there`,
  );
  if (!rows[0]?.there) return undefined;
  return (await owner.query<{ version: number }>('select version from pgboss.version')).rows[0]?.version;
};

const isBuilding = async (boss: PgBoss): Promise<boolean> =>
  (await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress');
