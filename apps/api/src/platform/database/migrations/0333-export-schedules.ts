import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members of a segment are exported each day or week. */
export class ExportSchedules1764000003330 implements MigrationInterface {
  name = 'ExportSchedules1764000003330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table export_schedules (
        id uuid primary key,
        segment_id uuid not null,
        format text not null check (format in ('csv', 'xlsx')),
        every text not null check (every in ('day', 'week')),
        -- Days until a file is deleted.
        keep_days int not null check (keep_days between 1 and 30),
        -- Whose files they are. A run acts with the rights that this account has then.
        account_id uuid not null,
        asked_by text not null,
        language text not null check (language in ('de', 'en', 'cs')),
        created_at timestamptz not null,
        next_at timestamptz not null,
        -- Why the last run wrote nothing.
        problem text check (problem in ('not-allowed', 'segment-gone'))
      );
      create index export_schedules_due on export_schedules (next_at);
      create index export_schedules_segment on export_schedules (segment_id);
      alter table exports add column schedule_id uuid;
      create index exports_schedule on exports (schedule_id, created_at desc) where schedule_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table exports drop column schedule_id;
      drop table export_schedules;
    `);
  }
}
