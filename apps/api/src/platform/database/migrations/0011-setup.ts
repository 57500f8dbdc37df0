import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Setup1764000000011 implements MigrationInterface {
  name = 'Setup1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The link by which an empty club is set up. Only its hash is kept; the row goes with the first admin.
      create table setups (
        id smallint primary key default 1 check (id = 1),
        token_hash bytea not null,
        expires_at timestamptz not null,
        club_saved_at timestamptz
      );

      create table club_logos (
        id smallint primary key default 1 check (id = 1),
        hash text not null,
        bytes bytea not null
      );
      alter table clubs add column logo text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs drop column logo;
      drop table club_logos, setups;
    `);
  }
}
