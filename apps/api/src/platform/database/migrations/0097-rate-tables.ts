import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rates by article and location in versions, and which of them a line had when it was bought. */
export class RateTables1764000000193 implements MigrationInterface {
  name = 'RateTables1764000000193';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rate_tables (
        id uuid primary key,
        version int not null default 1,
        name jsonb not null,
        currency text not null,
        updated_at timestamptz not null
      );
      create table rate_versions (
        id uuid primary key,
        table_id uuid not null references rate_tables on delete cascade,
        number int not null,
        valid_from timestamptz,
        created_at timestamptz not null,
        rates int not null,
        added int not null,
        removed int not null,
        changed int not null,
        unique (table_id, number)
      );
      create table rate_rows (
        version_id uuid primary key references rate_versions on delete cascade,
        skus text[] collate "C" not null,
        locations text[] not null,
        rates int[] not null
      );
      alter table purchase_lines add column rates jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_lines drop column rates;
      drop table rate_rows;
      drop table rate_versions;
      drop table rate_tables;
    `);
  }
}
