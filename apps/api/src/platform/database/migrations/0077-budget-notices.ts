import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told that a budget is nearly used up, how fast budgets are used, and tasks about them. */
export class BudgetNotices1764000000157 implements MigrationInterface {
  name = 'BudgetNotices1764000000157';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rule_budget_notices (
        rule_id uuid not null,
        per text not null check (per in ('total', 'month', 'quarter', 'year')),
        period_from date not null,
        -- Another amount is told again.
        points bigint not null,
        state text not null check (state in ('nearly', 'used-up')),
        at timestamptz not null,
        primary key (rule_id, per, period_from, points, state)
      );
      -- What was given at the first look of each day.
      create table rule_budget_days (
        rule_id uuid not null,
        per text not null check (per in ('total', 'month', 'quarter', 'year')),
        period_from date not null,
        day date not null,
        at timestamptz not null,
        used bigint not null,
        primary key (rule_id, per, period_from, day)
      );
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check
        check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used', 'budget-used-up'));
      alter table tasks add column rule_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where kind in ('budget-nearly-used', 'budget-used-up');
      alter table tasks drop column rule_id;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing'));
      drop table rule_budget_days;
      drop table rule_budget_notices;
    `);
  }
}
