import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { migrationSource } from '../../apps/api/src/platform/database/migrate.ts';
import { migrations } from '../../apps/api/src/platform/database/migrations/index.ts';
import { Events1764000000016 } from '../../apps/api/src/platform/database/migrations/0016-events.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

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
  it('prepare an empty database, and go down and up again to the same schema', async () => {
    await database.drop();
    database = await createTestDatabase({ empty: true });
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

  it('give old purchases their amount in the reporting currency, and old members their facts', async () => {
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
    // Purchases refer to them without a check.
    await expect(ask('delete from locations')).rejects.toThrow('locations are never deleted');
    await ask('truncate purchases, members, locations, clubs cascade');
  });

  it('store what has expired of old points, and the last activity of members', async () => {
    const source = await migrationSource(database.url).initialize();
    const [member, given, gone, lot] = ['1', '2', '3', '4'].map(
      (n) => `00000000-0000-0000-0000-00000000000${n}`,
    );
    try {
      while ((await ask(`select from migrations where name like 'Ledger%'`)).length > 0)
        await source.undoLastMigration();
      await ask(`
        insert into wallets (member_id, available, last_activity_at) values ('${member}', 60, '2026-09-09');
        insert into points_transactions (member_id, id, kind, effective_at, booked_at, actor_kind) values
          ('${member}', '${given}', 'earn', '2026-01-01', '2026-01-01', 'system'),
          ('${member}', '${gone}', 'expire', '2026-02-01', '2026-02-01', 'system');
        insert into lots (member_id, id, transaction_id, amount, remaining, released, available_at, earned_at, awarded_at) values
          ('${member}', '${lot}', '${given}', 100, 60, true, '2026-01-01', '2026-01-01', '2026-01-01');
        insert into takings (member_id, transaction_id, lot_id, points) values ('${member}', '${gone}', '${lot}', 40)`);
    } finally {
      await source.destroy();
    }
    await migrate();
    const kept = await ask(`
      select w.available::int, w.forgiven::int, w.last_activity_at, l.remaining::int, l.expired::int
      from wallets w join lots l using (member_id) where member_id = '${member}'`);
    expect(kept).toEqual([
      { available: 60, forgiven: 0, last_activity_at: new Date('2026-01-01'), remaining: 60, expired: 40 },
    ]);
  });

  it('run in several processes at once, and keep the data', async () => {
    await ask(
      `insert into outbox (name, at, origin, data) values ('club.changed', now(), 'live', '{"kept": true}')`,
    );
    await Promise.all([migrate(), migrate(), migrate()]);
    expect(await ask('select data from events')).toEqual([{ data: { kept: true } }]);
    const applied = await ask<{ count: number }>('select count(*)::int as count from migrations');
    expect(applied).toEqual([{ count: migrations.length }]);
  });

  it('number old events, and undo it', async () => {
    const before = migrations.indexOf(Events1764000000016);
    const source = await migrationSource(database.url).initialize();
    const columns = 'id, name, member_id, at, origin, data';
    try {
      for (const _ of migrations.slice(before)) await source.undoLastMigration();
      await ask(`
        delete from events;
        insert into events (name, member_id, at, origin, data, relayed_at) values
          ('points.earned', uuidv7(), '2019-03-04 10:00Z', 'import', '{"points": 3}', now() - interval '70 days'),
          ('points.earned', uuidv7(), now(), 'live', '{"points": 4}', now()),
          ('club.changed', null, now(), 'live', '{"part": "settings"}', null)`);
      const told = await ask(`select ${columns} from events order by id`);
      await source.runMigrations();
      expect(await ask(`select ${columns} from events order by id`)).toEqual(told);
      expect(await ask('select number::int, data from events order by id')).toEqual([
        { number: 1, data: { points: 3 } },
        { number: 2, data: { points: 4 } },
        { number: null, data: { part: 'settings' } },
      ]);
      expect(await ask('select from event_log_rest')).toEqual([]);
      await ask(`insert into outbox (name, at, origin, data) values ('club.changed', now(), 'live', '{}')`);
      for (const _ of migrations.slice(before)) await source.undoLastMigration();
      expect(await ask(`select ${columns} from events order by id limit 3`)).toEqual(told);
      expect(await ask('select count(*)::int as count from events where relayed_at is null')).toEqual([
        { count: 2 },
      ]);
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
  });

  it('confirm the mailboxes of members who came by a link', async () => {
    const source = await migrationSource(database.url).initialize();
    const undone = migrations.length - migrations.findIndex(({ name }) => name.startsWith('Mailboxes'));
    try {
      for (let step = 0; step < undone; step += 1) await source.undoLastMigration();
    } finally {
      await source.destroy();
    }
    await ask(`
      insert into members (id, email, email_confirmed_at, language, joined_at) values
        ('00000000-0000-7000-8000-000000000001', 'Anna@member.example', now(), 'de', now()),
        ('00000000-0000-7000-8000-000000000002', 'eve@member.example', null, 'de', now());
      insert into accounts (id, email, password_hash, display_name, member_id, created_at) values
        ('00000000-0000-7000-8000-000000000011', 'anna@member.example', 'x', 'Anna', '00000000-0000-7000-8000-000000000001', now()),
        ('00000000-0000-7000-8000-000000000012', 'eve@member.example', 'x', 'Eve', '00000000-0000-7000-8000-000000000002', now()),
        ('00000000-0000-7000-8000-000000000013', 'jan@staff.example', 'x', 'Jan', null, now()),
        ('00000000-0000-7000-8000-000000000014', 'new@staff.example', null, 'New', null, now());
      insert into staff_roles (account_id, role, state) values
        ('00000000-0000-7000-8000-000000000013', 'cashier', 'active'),
        ('00000000-0000-7000-8000-000000000014', 'cashier', 'invited')`);
    await migrate();
    const confirmed = await ask(
      'select display_name from accounts where email_confirmed_at is not null order by 1',
    );
    expect(confirmed).toEqual([{ display_name: 'Anna' }, { display_name: 'Jan' }]);
  });

  it('leave an address or phone that several typed to the member who confirmed it or had it first', async () => {
    await migrate();
    const [confirmed, typed, first, later] = ['c1', 'c2', 'c3', 'c4'].map(
      (end) => `00000000-0000-7000-8000-0000000000${end}`,
    );
    await ask(`
      delete from sessions; delete from accounts; delete from members;
      insert into members (id, email, email_confirmed_at, phone, language, joined_at) values
        ('${typed}', 'Anna@member.example', null, '+43660111', 'de', '2026-01-01'),
        ('${confirmed}', 'anna@member.example', '2026-03-01', '+43660111', 'de', '2026-02-01'),
        ('${first}', 'eve@member.example', null, null, 'de', '2026-01-01'),
        ('${later}', 'EVE@member.example', null, null, 'de', '2026-02-01');
      insert into accounts (id, email, email_confirmed_at, password_hash, display_name, member_id, created_at)
        select id, email, email_confirmed_at, 'x', 'Anna', id, joined_at from members;
      insert into sessions (id, token_hash, account_id, device, created_at, last_seen_at, expires_at)
        select id, sha256(id::text::bytea), id, '', now(), now(), now() + interval '1 day' from accounts;
      insert into merge_requests (id, member_id, other_member_id, created_at) values
        ('00000000-0000-7000-8000-0000000000d1', '${confirmed}', '${typed}', now())`);
    await undoSince('Mailboxes');
    expect(await ask('select id, email, phone from members order by id')).toEqual([
      { id: confirmed, email: 'anna@member.example', phone: null },
      { id: typed, email: null, phone: '+43660111' },
      { id: first, email: 'eve@member.example', phone: null },
      { id: later, email: null, phone: null },
    ]);
    expect(await ask('select id from accounts order by id')).toEqual([{ id: confirmed }, { id: first }]);
    expect(await ask('select account_id from sessions order by 1')).toEqual([
      { account_id: confirmed },
      { account_id: first },
    ]);
    await migrate();
    await ask('delete from accounts; delete from members');
  });

  it('sign out blocked and closed members, and undo it only for them', async () => {
    await migrate();
    await undoSince('IdentityRules');
    const [blocked, closed, works] = ['e1', 'e2', 'e3'].map(
      (end) => `00000000-0000-7000-8000-0000000000${end}`,
    );
    await ask(`
      insert into members (id, status, language, joined_at) values
        ('${blocked}', 'blocked', 'de', now()), ('${closed}', 'closed', 'de', now()), ('${works}', 'closed', 'de', now());
      insert into accounts (id, email, password_hash, display_name, member_id, created_at, disabled_at)
        select id, id || '@member.example', 'x', 'Anna', id, now(), case when id = '${closed}' then now() end from members;
      insert into staff_roles (account_id, role, state) values ('${works}', 'cashier', 'active')`);
    const disabled = 'select id from accounts where disabled_at is not null order by id';
    await migrate();
    expect(await ask(disabled)).toEqual([{ id: blocked }, { id: closed }, { id: works }]);
    await undoSince('IdentityRules');
    expect(await ask(disabled)).toEqual([{ id: closed }]);
    await ask('delete from accounts; delete from members');
    await migrate();
  });

  it('keep the audit log, whose old entries have no request', async () => {
    const source = await migrationSource(database.url).initialize();
    const undone = migrations.length - migrations.findIndex(({ name }) => name.startsWith('Audit'));
    try {
      for (let step = 0; step < undone; step += 1) await source.undoLastMigration();
    } finally {
      await source.destroy();
    }
    await ask(
      `insert into audit_entries (at, actor_kind, actor_name, action, after) values ('2026-01-01Z', 'account', 'Ada', 'audit.kept', '{"a": 1}')`,
    );
    await migrate();
    expect(
      await ask(
        `select actor_name, after, request_id, address, member_id from audit_entries where action = 'audit.kept'`,
      ),
    ).toEqual([{ actor_name: 'Ada', after: { a: 1 }, request_id: null, address: null, member_id: null }]);
  });

  it('move names of rules and categories of rewards to the language of the club, and back', async () => {
    await migrate();
    await undoSince('Names');
    await ask(`
      delete from clubs;
      insert into clubs (name, accent, languages, time_zone, reporting_currency, points)
        values ('Old', '#000000', '{cs,en}', 'Europe/Prague', 'CZK', '{}');
      insert into earning_rules (id, version, updated_at) values ('00000000-0000-7000-8000-0000000000a1', 1, now());
      insert into earning_rule_versions (rule_id, version, content, created_at)
        values ('00000000-0000-7000-8000-0000000000a1', 1, '{"name": "Zrna", "caps": []}', now());
      insert into rewards (id, name, category, points, updated_at) values
        ('00000000-0000-7000-8000-0000000000b1', '{"cs": "Kniha"}', 'Knihy', 100, now()),
        ('00000000-0000-7000-8000-0000000000b2', '{"cs": "Káva"}', '', 100, now())`);
    const rule = `select content from earning_rule_versions where rule_id = '00000000-0000-7000-8000-0000000000a1'`;
    const categories = `select category from rewards where id > '00000000-0000-7000-8000-0000000000b0' order by id`;
    await migrate();
    expect(await ask(rule)).toEqual([{ content: { name: { cs: 'Zrna' }, caps: [] } }]);
    expect(await ask(categories)).toEqual([{ category: { cs: 'Knihy' } }, { category: {} }]);
    await undoSince('Names');
    expect(await ask(rule)).toEqual([{ content: { name: 'Zrna', caps: [] } }]);
    expect(await ask(categories)).toEqual([{ category: 'Knihy' }, { category: '' }]);
    await ask(`
      delete from earning_rule_versions; delete from earning_rules; delete from rewards`);
    await migrate();
  });

  it('give staff the keys of their colleagues, and leave others their own', async () => {
    await migrate();
    await undoSince('StaffKeys');
    await ask(`
      insert into accounts (id, email, display_name, created_at) values
        ('00000000-0000-7000-8000-000000000021', 'kim@staff.example', 'Kim', now()),
        ('00000000-0000-7000-8000-000000000022', 'guest@member.example', 'Guest', now());
      insert into staff_roles (account_id, role) values ('00000000-0000-7000-8000-000000000021', 'cashier');
      insert into idempotency_keys (scope, key, fingerprint, status, body, created_at) values
        ('account:00000000-0000-7000-8000-000000000021', 'sale', 'f', 201, '{}', now()),
        ('account:00000000-0000-7000-8000-000000000022', 'claim', 'f', 201, '{}', now()),
        ('api-key:00000000-0000-7000-8000-000000000023', 'sale', 'f', 201, '{}', now())`);
    const scopes = `select key, left(scope, 7) as scope from idempotency_keys order by 1, 2`;
    const own = [
      { key: 'claim', scope: 'account' },
      { key: 'sale', scope: 'account' },
      { key: 'sale', scope: 'api-key' },
    ];
    await migrate();
    expect(await ask(scopes)).toEqual([...own, { key: 'sale', scope: 'staff' }]);
    await undoSince('StaffKeys');
    expect(await ask(scopes)).toEqual(own);
    await ask('delete from idempotency_keys; delete from staff_roles; delete from accounts');
    await migrate();
  });

  it('replace a SQL function whose text changed', async () => {
    await ask(`update sql_functions set hash = 'old' where name = 'apply_points'`);
    await ask('drop function apply_points');
    await migrate();
    const found = await ask(`select proname from pg_proc where proname = 'apply_points'`);
    expect(found).toHaveLength(1);
  });

  it('turn publications and pauses from before 0020 into timelines, and back', async () => {
    await migrate();
    await undoSince('RulePublications');
    await ask(rulesBefore0020);
    const before = await ask('select id, state, live_version from earning_rules order by id');
    await migrate();
    const publications = await ask<{ made: string }>(
      `select format('%s v%s %s–%s by %s', right(rule_id::text, 1), version, live_from at time zone 'UTC',
                live_until at time zone 'UTC', published_by) as made
       from rule_publications order by rule_id, id`,
    );
    expect(publications.map(({ made }) => made)).toEqual([
      '1 v1 –2026-05-01 00:00:00 by Ada',
      '1 v2 2026-03-01 00:00:00–2026-05-01 00:00:00 by Bob',
      '1 v2 2026-06-01 00:00:00– by Ada',
      '2 v1 –2026-04-01 00:00:00 by Ada',
      '3 v1 – by ',
    ]);
    await undoSince('RulePublications');
    expect(await ask('select id, state, live_version from earning_rules order by id')).toEqual(before);
    await migrate();
  });
});

/** Undoes the migration and all after it. */
function undoSince(name: string): Promise<void> {
  return undoMigrationsSince(database.url, name);
}

/**
 * Rule 1 was published, edited, published again, paused and published; 2 was paused; 3 is live without an audit entry;
 * 4 is a draft.
 */
const rulesBefore0020 = `
  insert into earning_rules (id, version, live_version, state, updated_at)
  select format('00000000-0000-7000-8000-00000000000%s', id)::uuid, version, live_version, state, '2026-06-01Z'
  from (values (1, 2, 2, 'live'), (2, 1, null, 'paused'), (3, 1, 1, 'live'), (4, 1, null, 'draft')) as rule(id, version, live_version, state);
  insert into earning_rule_versions (rule_id, version, content, created_at)
  select r.id, n, '{}', '2026-01-01Z' from earning_rules r, generate_series(1, r.version) n;
  insert into audit_entries (at, actor_kind, actor_name, action, subject_type, subject_id, after)
  select at, 'account', actor, 'earning-rule.' || verb, 'earning-rule',
         format('00000000-0000-7000-8000-00000000000%s', rule), jsonb_build_object('liveVersion', version)
  from (values
    (1, '2026-01-01Z'::timestamptz, 'Ada', 'created', null),
    (1, '2026-02-01Z', 'Ada', 'published', 1),
    (2, '2026-02-02Z', 'Ada', 'published', 1),
    (1, '2026-03-01Z', 'Bob', 'published', 2),
    (2, '2026-04-01Z', 'Bob', 'paused', null),
    (1, '2026-05-01Z', 'Bob', 'paused', null),
    (1, '2026-06-01Z', 'Ada', 'published', 2)
  ) as told(rule, at, actor, verb, version);
`;
