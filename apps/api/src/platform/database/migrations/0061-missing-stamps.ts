import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks about a stamp that a member misses. */
export class MissingStamps1764000000105 implements MigrationInterface {
  name = 'MissingStamps1764000000105';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing'));
      alter table tasks add column challenge_id uuid;
      create unique index tasks_once_per_challenge on tasks (kind, member_id, challenge_id) where challenge_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind = 'stamp-missing';
      drop index tasks_once_per_challenge;
      alter table tasks drop column challenge_id;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong'));
    `);
  }
}
