import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Exports1764000000013 implements MigrationInterface {
  name = 'Exports1764000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table exports (
        id uuid primary key,
        kind text not null check (kind in ('members', 'purchases', 'journal')),
        format text not null check (format in ('csv', 'xlsx')),
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'expired')),
        asked_by text not null,
        done bigint not null default 0,
        total bigint not null,
        bytes bigint,
        created_at timestamptz not null,
        finished_at timestamptz,
        expires_at timestamptz not null
      );
      create index exports_newest on exports (created_at desc, id desc);
      create index exports_expiring on exports (expires_at) where state <> 'expired';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table exports;
    `);
  }
}
