import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

describe('the migration to activity by the time of purchase', () => {
  it('gives older postings the time of their purchase, moves nothing, and keeps the books closed', async () => {
    await migrate();
    await undoMigrationsSince(database.url, 'Activity');
    const member = '00000000-0000-7000-8000-0000000000a1';
    const [late, prompt] = ['00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-0000000000b2'];
    await ask(`
      insert into members (id, language, joined_at) values ('${member}', 'de', '2026-01-01');
      insert into locations (id, code, name, kind, currency) values
        ('00000000-0000-7000-8000-0000000000c1', 'shop', 'Shop', 'shop', 'EUR');
      insert into purchases (id, member_id, location_id, receipt_number, purchased_at, booked_at, currency, gross, net, actor_kind) values
        ('${late}', '${member}', '00000000-0000-7000-8000-0000000000c1', 'R-1', '2026-02-01T10:00Z', '2026-02-03T09:00Z', 'EUR', 100, 100, 'system'),
        ('${prompt}', '${member}', '00000000-0000-7000-8000-0000000000c1', 'R-2', '2026-02-02T10:00Z', '2026-02-02T10:00Z', 'EUR', 100, 100, 'system');
      insert into points_transactions (member_id, id, kind, effective_at, booked_at, actor_kind, purchase_id, cause) values
        ('${member}', '${late}', 'earn', '2026-02-03T09:00Z', '2026-02-03T09:00Z', 'system', '${late}', '{"kind": "purchase", "reason": "kept"}'),
        ('${member}', '${prompt}', 'earn', '2026-02-02T10:00Z', '2026-02-02T10:00Z', 'system', '${prompt}', '{"kind": "purchase"}')`);
    await migrate();
    expect(
      await ask('select id, effective_at::text, cause from points_transactions order by id'),
    ).toMatchObject([
      { id: late, cause: { kind: 'purchase', reason: 'kept', happenedAt: Date.parse('2026-02-01T10:00Z') } },
      { id: prompt, cause: { kind: 'purchase' } },
    ]);
    await expect(ask(`update points_transactions set cause = '{}'`)).rejects.toThrow('append-only');
    await undoMigrationsSince(database.url, 'Activity');
    await migrate();
    expect(await ask(`select count(*)::int from points_transactions where cause ? 'happenedAt'`)).toEqual([
      { count: 1 },
    ]);
  });
});
