import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the data of members comes from. */
export class MemberOrigins1764000002530 implements MigrationInterface {
  name = 'MemberOrigins1764000002530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A member of a file has no row of origins: the import is that of every field that nobody has changed since.
      alter table members add column joined_import uuid;
      create table member_origins (
        member_id uuid not null references members on delete cascade,
        -- The newest row that names a field counts.
        entry bigint generated always as identity,
        at timestamptz not null,
        source text not null check (source in ('portal', 'till', 'console', 'api', 'import')),
        import_id uuid,
        fields text[] not null,
        primary key (member_id, entry)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table member_origins;
      alter table members drop column joined_import;
    `);
  }
}
