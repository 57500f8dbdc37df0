import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { migrationSource } from '../../apps/api/src/platform/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

const ask = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

it('old exports stay until they expire, belong to nobody, and survive the way back', async () => {
  await migrateDatabase(database.url, { durable: false });
  const source = await migrationSource(database.url).initialize();
  const undo = async (): Promise<void> => {
    while ((await ask(`select from migrations where name like 'ExportedLists%'`)).length > 0)
      await source.undoLastMigration();
  };
  try {
    await undo();
    await ask(`
      insert into exports (id, kind, format, state, asked_by, total, created_at, expires_at)
      values (uuidv7(), 'members', 'csv', 'done', 'Anna', 7, now(), now())`);
    await source.runMigrations();
    expect(await ask('select kind, state, asker, asked_by, filters from exports')).toEqual([
      { kind: 'members', state: 'done', asker: '', asked_by: 'Anna', filters: null },
    ]);
    await ask(`
      insert into exports (id, kind, format, asker, asked_by, actor, total, created_at, expires_at)
      values (uuidv7(), 'purchases', 'csv', 'account:1', 'Anna', '{}', null, now(), now()),
        (uuidv7(), 'audit', 'csv', 'account:1', 'Anna', '{}', null, now(), now())`);
    await undo();
    expect(await ask('select kind, total::int from exports order by kind')).toEqual([
      { kind: 'members', total: 7 },
      { kind: 'purchases', total: 0 },
    ]);
  } finally {
    await source.destroy();
  }
});
