import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const ask = async (text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

it('bulk changes whose approval was refused have ended, and others stay as they were', async () => {
  await undoMigrationsSince(database.url, 'DeclinedBulks');
  await ask(`
    insert into approvals (id, kind, payload, asked_by, asked_at, alone, state, decided_by, decided_name, decided_at, reason)
    select ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'bulk-adjustment', '{}', '{}', '2026-11-01', false, state,
      case when state <> 'waiting' then '00000000-0000-7000-8000-000000000009'::uuid end,
      case when state <> 'waiting' then 'Bela' end, case when state <> 'waiting' then timestamptz '2026-11-02' end,
      case when state = 'refused' then 'Too much' end
    from (values (1, 'waiting'), (2, 'refused'), (3, 'withdrawn')) old (n, state);
    insert into members (id, language, joined_at) values ('00000000-0000-7000-8000-000000000008', 'de', now());
    insert into member_bulks (id, kind, state, action, asker, asked_by, actor, approval_id, total, created_at)
    select id, 'points', 'waiting', '{"reason": "Christmas"}', 'account:1', 'Anna', '{}', id, 1, asked_at from approvals;
    insert into member_bulk_items (bulk_id, member_id) select id, '00000000-0000-7000-8000-000000000008' from member_bulks`);
  await migrateDatabase(database.url, { durable: false });
  const bulks = `
    select state, decided_by, finished_at is not null as finished, action is not null as action,
      (select count(*)::int from member_bulk_items i where i.bulk_id = b.id) as items
    from member_bulks b order by id`;
  const waiting = { state: 'waiting', decided_by: null, finished: false, action: true, items: 1 };
  const ended = { decided_by: 'Bela', finished: true, action: false, items: 0 };
  expect(await ask(bulks)).toEqual([
    waiting,
    { ...ended, state: 'refused' },
    { ...ended, state: 'withdrawn' },
  ]);
  await undoMigrationsSince(database.url, 'DeclinedBulks');
  expect(await ask('select state from member_bulks order by id')).toEqual(
    ['waiting', 'done', 'done'].map((state) => ({ state })),
  );
});
