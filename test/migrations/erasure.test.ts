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
const undoSince = (name: string): Promise<void> => undoMigrationsSince(database.url, name);

describe('migrations to erasures', () => {
  it('keep older members, replies, mails and books, and their undoing works after an erasure', async () => {
    await migrate();
    await undoSince('Erasure');
    const member = '00000000-0000-7000-8000-0000000000f1';
    await ask(`
      insert into members (id, email, first_name, status, language, joined_at) values
        ('${member}', 'gone@member.example', 'Anna', 'closed', 'de', '2026-01-01');
      insert into member_closings (member_id, asked_at, due_at, by_staff, closed_at, status_before) values
        ('${member}', '2026-02-01', '2026-02-01', true, '2026-02-01', 'active');
      insert into idempotency_keys (scope, key, fingerprint, status, body, created_at) values
        ('staff', 'kept', 'f', 201, '{"member": "${member}"}', now()), ('staff', 'erased', 'f', 201, '{}', now());
      insert into mails (id, dedupe_key, recipient, language, template, data, for_admins, created_at) values
        ('00000000-0000-7000-8000-0000000000f2', 'old', 'gone@member.example', 'de', 'old', '{}', false, now());
      insert into points_transactions (member_id, id, kind, effective_at, booked_at, actor_kind, reason) values
        ('${member}', '00000000-0000-7000-8000-0000000000f3', 'adjust', now(), now(), 'system', 'she said so');
      insert into audit_entries (at, actor_kind, actor_name, action, after) values
        (now(), 'account', 'Ada', 'audit.old', '{"reason": "she said so"}')`);
    await migrate();
    expect(await ask('select first_name, erased_at from members')).toEqual([
      { first_name: 'Anna', erased_at: null },
    ]);
    expect(await ask('select key, member_id, erased, noted from idempotency_keys order by key')).toEqual([
      { key: 'erased', member_id: null, erased: false, noted: false },
      { key: 'kept', member_id: null, erased: false, noted: false },
    ]);
    expect(await ask('select recipient, about_id from mails')).toEqual([
      { recipient: 'gone@member.example', about_id: null },
    ]);
    expect(await ask('select country, profile_days from privacy_settings')).toEqual([
      { country: null, profile_days: null },
    ]);
    // The books stay closed: words go only by the functions of an erasure, figures never.
    for (const change of [
      `update audit_entries set after = '{}'`,
      'update points_transactions set reason = null',
    ])
      await expect(ask(change)).rejects.toThrow('append-only');
    await ask(`select erase_audit_words('${member}', null, '{}'), erase_posting_words('${member}')`);
    expect(await ask('select reason from points_transactions')).toEqual([{ reason: null }]);
    await ask(`update idempotency_keys set erased = true, body = 'null' where key = 'erased'`);
    await undoSince('Erasure');
    // An earlier version would send an empty reply.
    expect(await ask('select key from idempotency_keys')).toEqual([{ key: 'kept' }]);
    await expect(ask('update points_transactions set reason = null')).rejects.toThrow('append-only');
    await migrate();
  });
});
