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

it('old roles are accepted if their owner worked here; invitations keep the invited address', async () => {
  await migrateDatabase(database.url, { durable: false });
  const source = await migrationSource(database.url).initialize();
  try {
    while ((await ask(`select from migrations where name like 'AcceptedRoles%'`)).length > 0)
      await source.undoLastMigration();
    await ask(`
      insert into accounts (id, email, display_name, password_hash, created_at)
        select uuidv7(), name || '@now.example', name, 'x', now()
        from unnest(array['working', 'left', 'joined', 'withdrawn', 'invited', 'moved']) name;
      insert into staff_roles (account_id, role, state)
        select id, 'admin', case display_name when 'working' then 'active' when 'invited' then 'invited'
          when 'moved' then 'invited' else 'inactive' end from accounts;
      insert into audit_entries (at, actor_kind, actor_name, action, subject_type, subject_id, before)
        select now(), 'system', 'x', case display_name when 'joined' then 'staff.joined' else 'staff.deactivated' end, 'account', id,
          case display_name when 'left' then '{"state": "active"}'::jsonb when 'withdrawn' then '{"state": "invited"}' end
        from accounts where display_name in ('left', 'joined', 'withdrawn');
      insert into links (token_hash, purpose, subject_id, email, created_at, expires_at)
        select decode(md5(sent.email), 'hex'), 'invitation', id, sent.email, sent.at, now() from accounts,
          (values ('moved@first.example', now() - interval '2 days'), ('moved@now.example', now())) sent (email, at)
        where display_name = 'moved'`);
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  expect(
    await ask(
      `select display_name as name, accepted, invited_email as invited from staff_roles join accounts on id = account_id order by 1`,
    ),
  ).toEqual([
    { name: 'invited', accepted: false, invited: 'invited@now.example' },
    { name: 'joined', accepted: true, invited: null },
    { name: 'left', accepted: true, invited: null },
    { name: 'moved', accepted: false, invited: 'moved@first.example' },
    { name: 'withdrawn', accepted: false, invited: 'withdrawn@now.example' },
    { name: 'working', accepted: true, invited: null },
  ]);
});
