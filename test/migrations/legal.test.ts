import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDatabase } from '../../apps/api/src/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowsOf } from '../support/rows.ts';
import { undoMigrationsSince } from '../support/undo-migrations.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const ask = (text: string) => rowsOf({ databaseUrl: database.url }, text);
const migrate = (): Promise<void> => migrateDatabase(database.url, { durable: false });

it('the migration to legal texts keeps members and their consents, and can be undone with texts in it', async () => {
  await migrate();
  await undoMigrationsSince(database.url, 'Legal');
  const member = '00000000-0000-7000-8000-0000000000f1';
  await ask(`
    insert into members (id, email, status, language, joined_at) values ('${member}', 'old@member.example', 'active', 'de', '2026-01-01');
    insert into consents (member_id, purpose, granted, changed_at, version) values ('${member}', 'terms', true, '2026-01-01', 1)`);
  await migrate();
  expect(await ask('select purpose, granted, version from consents')).toEqual([
    { purpose: 'terms', granted: true, version: 1 },
  ]);
  expect(await ask('select kind from legal_drafts order by kind')).toHaveLength(5);
  await ask(`
    insert into legal_versions (kind, version, content, published_at, effective_from) values ('terms', 1, '{"de": "x"}', now(), now());
    insert into terms_acceptances (member_id, version, language, accepted_at, way) values ('${member}', 1, 'de', now(), 'joining')`);
  await expect(ask('delete from legal_versions')).rejects.toThrow('append-only');
  await undoMigrationsSince(database.url, 'Legal');
  expect(await ask('select email from members')).toEqual([{ email: 'old@member.example' }]);
  await migrate();
});
