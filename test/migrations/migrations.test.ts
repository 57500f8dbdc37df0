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

  it('give old purchases their amount in the reporting currency, and old members their row of facts', async () => {
    const source = await migrationSource(database.url).initialize();
    try {
      for (const { name } of migrations.toReversed()) {
        await source.undoLastMigration();
        if (name === 'Facts1764000000021') break;
      }
      await ask(`
        insert into clubs (name, accent, languages, time_zone, reporting_currency, points)
          values ('Old', '#000000', '{de}', 'Europe/Vienna', 'EUR', '{}');
        insert into locations (id, code, name, kind, currency) values ('00000000-0000-7000-8000-000000000001', 'old', 'Old', 'shop', 'EUR');
        insert into members (id, language, joined_at) values ('00000000-0000-7000-8000-000000000002', 'de', now());
        insert into purchases (id, location_id, receipt_number, purchased_at, booked_at, currency, gross, net, actor_kind)
          select gen_random_uuid(), '00000000-0000-7000-8000-000000000001', currency, now(), now(), currency, 4730, 4300, 'system'
          from unnest(array['CZK', 'EUR']) currency`);
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    expect(
      await ask(
        'select currency, reporting_currency, exchange_rate, reporting_gross from purchases order by 1',
      ),
    ).toEqual([
      { currency: 'CZK', reporting_currency: null, exchange_rate: null, reporting_gross: null },
      { currency: 'EUR', reporting_currency: 'EUR', exchange_rate: '1.000000000', reporting_gross: '4730' },
    ]);
    expect(await ask('select member_id, purchases from member_facts')).toEqual([
      { member_id: '00000000-0000-7000-8000-000000000002', purchases: '0' },
    ]);
    await ask('delete from purchases; delete from members; delete from locations; delete from clubs');
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
