import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes of the team on members. */
export class MemberNotes1764000000061 implements MigrationInterface {
  name = 'MemberNotes1764000000061';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_notes (
        id uuid primary key,
        version integer not null default 1,
        member_id uuid not null,
        text text not null,
        pinned boolean not null,
        -- The account or the API key that wrote it.
        author_id uuid,
        author_name text not null,
        created_at timestamptz not null,
        changed_at timestamptz,
        -- It can be restored for some hours.
        deleted_at timestamptz
      );
      create index member_notes_member on member_notes (member_id, created_at desc, id desc);
      create index member_notes_deleted on member_notes (deleted_at) where deleted_at is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_notes');
  }
}
