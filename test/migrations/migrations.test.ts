import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { migrationSource } from '../../apps/api/src/platform/database/migrate.ts';
import { migrations } from '../../apps/api/src/platform/database/migrations/index.ts';
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

/** Columns, constraints, indexes and triggers, as PostgreSQL describes them. */
const schema = (): Promise<{ part: string }[]> =>
  ask(`
    select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as part
      from information_schema.columns where table_schema = 'public'
    union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    order by 1`);

const migrate = (): Promise<void> => migrateDatabase(database.url, { durable: false });

describe('migrations', () => {
  it('make an empty database ready, and go down and up again to the same', async () => {
    await migrate();
    const first = await schema();
    expect(first.length).toBeGreaterThan(100);
    const source = await migrationSource(database.url).initialize();
    try {
      for (const _ of migrations) await source.undoLastMigration();
      const left = await ask<{ tables: string[] }>(
        `select coalesce(array_agg(tablename::text), '{}') as tables from pg_tables
         where schemaname = 'public' and tablename not in ('migrations', 'sql_functions')`,
      );
      expect(left).toEqual([{ tables: [] }]);
    } finally {
      await source.destroy();
    }
    await ask('delete from sql_functions');
    await migrate();
    expect(await schema()).toEqual(first);
  });

  it('run by several processes at once, and leave data as they are', async () => {
    await ask(
      `insert into events (name, at, origin, data) values ('club.changed', now(), 'live', '{"kept": true}')`,
    );
    await Promise.all([migrate(), migrate(), migrate()]);
    expect(await ask('select data from events')).toEqual([{ data: { kept: true } }]);
    const applied = await ask<{ count: number }>('select count(*)::int as count from migrations');
    expect(applied).toEqual([{ count: migrations.length }]);
  });

  it('replace a SQL function whose text changed', async () => {
    await ask(`update sql_functions set hash = 'old' where name = 'apply_points'`);
    await ask('drop function apply_points');
    await migrate();
    const found = await ask(`select proname from pg_proc where proname = 'apply_points'`);
    expect(found).toHaveLength(1);
  });
});
