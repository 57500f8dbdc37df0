import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createApp } from '../../apps/api/src/app.ts';
import { readConfig } from '../../apps/api/src/config.ts';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { adviceOnRole } from '../../apps/api/src/platform/database/access.ts';
import { EventMonths } from '../../apps/api/src/platform/events/event-months.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const asking = async <Row extends pg.QueryResultRow>(url: string, ...texts: string[]): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const text of texts) ({ rows } = await client.query<Row>(text));
    return rows;
  } finally {
    await client.end();
  }
};

const withUser = (url: string, user: string): string => {
  const changed = new URL(url);
  changed.username = user;
  changed.password = 'secret';
  return changed.href;
};

describe('the application role', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await asking(
      database.url,
      `insert into audit_entries (at, actor_kind, actor_name, action) values (now(), 'system', 'Regulars', 'thing.made')`,
    );
  });
  afterAll(() => database.drop());

  it.each([
    ['make a table', 'create table loot (id int)'],
    ['make a schema', 'create schema loot'],
    ['make a function', 'create function loot() returns int language sql as $$ select 1 $$'],
    ['make an extension', 'create extension citext'],
    ['make a role', 'create role loot superuser'],
    ['make a database', 'create database loot'],
    ['change a table', 'alter table members add column loot int'],
    ['switch a trigger off', 'alter table journal disable trigger all'],
    ['drop a table', 'drop table members cascade'],
    ['drop an index', 'drop index members_confirmed_email'],
    [
      'replace a function',
      'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
    ],
    ['empty the members', 'truncate members cascade'],
    ['empty the journal', 'truncate journal'],
    ['change the journal', 'update journal set amount = 1'],
    ['delete from the journal', 'delete from journal'],
    ['change transactions', `update points_transactions set kind = 'earn'`],
    ['delete transactions', 'delete from points_transactions'],
    ['change takings', 'update takings set points = 0'],
    ['change the audit log', `update audit_entries set actor_name = 'nobody'`],
    ['delete from the audit log', 'delete from audit_entries'],
    ['reach a month past the log', 'delete from event_log_rest'],
    ['undo a migration', 'delete from migrations'],
    ['run a program', `copy members to program 'cat'`],
    ['read a file', `copy members from '/etc/passwd'`],
    ['read a file by a function', `select pg_read_file('/etc/passwd')`],
    ['read the passwords', 'select rolpassword from pg_authid'],
    ['become the owner', 'set role app'],
    [
      'end connections of others',
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'`,
    ],
    ['switch triggers off for itself', 'set session_replication_role = replica'],
    ['change the tables of the jobs', 'drop table pgboss.job cascade'],
  ])('may not %s', async (_, text) => {
    await expect(asking(database.applicationUrl, text)).rejects.toMatchObject({
      message: expect.stringMatching(/permission denied|must be (able|owner)/),
    });
  });

  it('may do what requests and jobs need', async () => {
    const rows = await asking<{ found: number }>(
      database.applicationUrl,
      'listen anything',
      'begin',
      `set local lock_timeout = '1s'`,
      'select pg_advisory_xact_lock(1)',
      'select pg_try_advisory_lock(2)',
      'create temp table mine (id int)',
      'insert into mine values (1)',
      'analyze mine',
      'analyze import_lines, import_items',
      `insert into outbox (name, at, origin, data) values ('club.changed', now(), 'live', '{}')`,
      'select number_events(10)',
      'commit',
      'reindex table concurrently pgboss.job_common',
      `select count(*)::int as found from events where member_id is null and 'a' % 'a'`,
    );
    expect(rows).toEqual([{ found: 1 }]);
    const counted = `select count(*)::int as found from pg_stat_all_tables where relname like 'import\\_%' and last_analyze is not null`;
    await expect.poll(() => asking(database.url, counted)).toEqual([{ found: 2 }]);
  });

  it('can use later tables, but no monthly partition directly', async () => {
    await asking(database.url, 'create table later (id int)');
    await asking(database.applicationUrl, 'insert into later values (1)', 'delete from later');
    await expect(asking(database.applicationUrl, 'truncate later')).rejects.toThrow('permission denied');
    const open = await asking(
      database.url,
      `select c.relname from pg_class c where c.relispartition and c.relnamespace = 'public'::regnamespace
       and has_table_privilege('regulars', c.oid, 'insert, select, update, delete')`,
    );
    expect(open).toEqual([]);
  });
});

describe('an existing database', () => {
  const rights = `select relname, relacl::text from pg_class where relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace) order by 1`;

  it('lets the new role in at the next start, and later starts change nothing', async () => {
    const database = await createTestDatabase({ empty: true });
    try {
      await migrateDatabase(database.url, { durable: false });
      await expect(asking(database.applicationUrl, 'select from members')).rejects.toThrow(
        'permission denied',
      );
      const upgrade = { durable: false, application: database.applicationUrl };
      await Promise.all([migrateDatabase(database.url, upgrade), migrateDatabase(database.url, upgrade)]);
      await asking(database.applicationUrl, 'select from members', 'select from pgboss.job');
      const settled = await asking(database.url, rights);
      const written = `select max(xmin::text::bigint)::text as newest from pg_class where relacl is not null`;
      const before = await asking(database.url, written);
      await migrateDatabase(database.url, upgrade);
      expect(await asking(database.url, rights)).toEqual(settled);
      expect(await asking(database.url, written)).toEqual(before);
    } finally {
      await database.drop();
    }
  });

  it('loses rights that were granted by hand', async () => {
    const database = await createTestDatabase();
    try {
      await asking(database.url, 'grant all on journal, members to regulars');
      await migrateDatabase(database.url, { durable: false, application: database.applicationUrl });
      for (const text of ['update journal set amount = 1', 'truncate members cascade'])
        await expect(asking(database.applicationUrl, text)).rejects.toThrow('permission denied');
    } finally {
      await database.drop();
    }
  });
});

describe('an external server', () => {
  const suffix = randomBytes(4).toString('hex');
  const [owner, application] = [`owner_${suffix}`, `application_${suffix}`];
  let database: TestDatabase;
  let api: NestFastifyApplication | undefined;
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    const name = new URL(database.url).pathname.slice(1);
    await asking(
      database.url,
      `create role ${owner} login nosuperuser createrole`,
      `alter database ${name} owner to ${owner}`,
    );
  });
  afterAll(async () => {
    await api?.close();
    await database.drop();
    await asking(inject('postgresUrl'), `drop role if exists ${application}`, `drop role ${owner}`);
  });

  const start = async (environment: NodeJS.ProcessEnv): Promise<NestFastifyApplication> => {
    const config = readConfig({ DEMO: 'off', PORTAL: 'off', LOG_LEVEL: 'error', PORT: '0', ...environment });
    const app = await createApp(config);
    await app.listen(0, '127.0.0.1');
    return app;
  };

  it('works with the address of its owner alone, and the log says what to do', async () => {
    const url = withUser(database.url, owner);
    await migrateDatabase(url, { durable: false });
    const alone = await start({ DATABASE_URL: url });
    try {
      expect((await fetch(`${await alone.getUrl()}/api/readyz`)).status).toBe(200);
      await alone.get(EventMonths).makeAhead(Date.now());
    } finally {
      await alone.close();
    }
    expect(await adviceOnRole(url)).toContain(`"${owner}", which owns the tables`);
    expect(await adviceOnRole(url)).toContain('DATABASE_OWNER_URL');
    expect(await adviceOnRole(database.url)).toContain('is a superuser');
  });

  it('creates the role if both addresses are given, and works as it; the owner creates monthly partitions', async () => {
    const urls = [withUser(database.url, owner), withUser(database.url, application)] as const;
    await migrateDatabase(urls[0], { durable: false, application: urls[1] });
    expect(await adviceOnRole(urls[1])).toBeNull();
    api = await start({ DATABASE_URL: urls[1], DATABASE_OWNER_URL: urls[0] });
    expect((await fetch(`${await api.getUrl()}/api/readyz`)).status).toBe(200);
    const later = Date.now() + 200 * 86_400_000;
    expect(await api.get(EventMonths).makeAhead(later)).toHaveLength(4);
    const [month] = await asking<{ name: string }>(
      database.url,
      `select max(inhrelid::regclass::text) as name from pg_inherits where inhparent = 'event_log'::regclass and inhrelid::regclass::text <> 'event_log_rest'`,
    );
    for (const text of [`delete from ${month?.name}`, `drop table ${month?.name}`])
      await expect(asking(urls[1], text)).rejects.toThrow(/permission denied|must be owner/);
    expect(await api.get(EventMonths).dropOver(Date.now() + 3000 * 86_400_000)).toMatchObject({
      dropped: expect.arrayContaining([month?.name]),
    });
  });

  it('explains what to do if the owner may not create the role', async () => {
    await asking(database.url, `alter role ${owner} nocreaterole`);
    const urls = [withUser(database.url, owner), withUser(database.url, `missing_${suffix}`)] as const;
    await expect(migrateDatabase(urls[0], { durable: false, application: urls[1] })).rejects.toThrow(
      `create role "missing_${suffix}" login password`,
    );
    await asking(database.url, `alter role ${owner} createrole`);
  });

  it('accepts the address of the owner only together with that of the application', () => {
    expect(() => readConfig({ DATABASE_OWNER_URL: 'postgres://owner@db/club' })).toThrow(
      'DATABASE_OWNER_URL: goes with DATABASE_URL',
    );
  });
});
