import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task for each referral that waits for a person of the team. */
export class ReferralTasks1764000000207 implements MigrationInterface {
  name = 'ReferralTasks1764000000207';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used',
        'budget-used-up', 'shared-budget-nearly-used', 'shared-budget-used-up', 'referral-review'));
      alter table tasks add column referral_id uuid;
      create unique index tasks_referral on tasks (referral_id) where referral_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where referral_id is not null;
      alter table tasks drop column referral_id;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used',
        'budget-used-up', 'shared-budget-nearly-used', 'shared-budget-used-up'));
    `);
  }
}
