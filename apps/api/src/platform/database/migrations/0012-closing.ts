import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Closing1764000000012 implements MigrationInterface {
  name = 'Closing1764000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A wish to leave, what came of it, and its end: withdrawn before closed_at, or reopened after it.
      create table member_closings (
        member_id uuid not null references members on delete cascade,
        asked_at timestamptz not null,
        due_at timestamptz not null,
        by_staff boolean not null,
        reason text,
        closed_at timestamptz,
        status_before text,
        ended_at timestamptz,
        primary key (member_id, asked_at)
      );
      create unique index member_closings_open on member_closings (member_id) where ended_at is null;
      create index member_closings_due on member_closings (due_at) where closed_at is null and ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table member_closings;
    `);
  }
}
