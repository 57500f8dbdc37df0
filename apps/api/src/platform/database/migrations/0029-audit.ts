import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The request, the address and the member of an entry; older entries have none. */
export class Audit1764000000029 implements MigrationInterface {
  name = 'Audit1764000000029';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table audit_entries add column request_id text, add column address text, add column member_id uuid;
      create index audit_entries_member on audit_entries (member_id, id) where member_id is not null;
      create index audit_entries_actor on audit_entries (actor_id, id) where actor_id is not null;
      create index audit_entries_action on audit_entries (action text_pattern_ops, id);
      create index audit_entries_at on audit_entries (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index audit_entries_at, audit_entries_action, audit_entries_actor, audit_entries_member;
      alter table audit_entries drop column member_id, drop column address, drop column request_id;
    `);
  }
}
