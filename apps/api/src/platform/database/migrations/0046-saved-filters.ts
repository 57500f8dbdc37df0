import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filters of the member list that a person keeps, for themselves or for the team. */
export class SavedFilters1764000000053 implements MigrationInterface {
  name = 'SavedFilters1764000000053';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table saved_filters (
        id uuid primary key,
        account_id uuid not null references accounts (id) on delete cascade,
        name text not null,
        query jsonb not null,
        shared boolean not null,
        created_at timestamptz not null,
        unique (account_id, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table saved_filters');
  }
}
