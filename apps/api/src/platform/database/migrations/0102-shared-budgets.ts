import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Budgets that all rules share: of locations and of the club. What was given of them stands beside that of rules. */
export class SharedBudgets1764000000202 implements MigrationInterface {
  name = 'SharedBudgets1764000000202';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shared_budgets (
        id uuid primary key,
        version int not null,
        -- Null for the club.
        location_id uuid references locations,
        per text not null check (per in ('total', 'month', 'quarter', 'year')),
        points bigint not null check (points > 0),
        -- Purchases before are not limited.
        since timestamptz not null,
        unique nulls not distinct (location_id)
      );
      alter table rule_budget_shards rename to budget_shards;
      alter table rule_budget_notices rename to budget_notices;
      alter table rule_budget_days rename to budget_days;
      -- Of the rule, or of a shared budget.
      alter table budget_shards rename column rule_id to budget_id;
      alter table budget_notices rename column rule_id to budget_id;
      alter table budget_days rename column rule_id to budget_id;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used',
        'budget-used-up', 'shared-budget-nearly-used', 'shared-budget-used-up'));
      alter table tasks add column budget_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from tasks where budget_id is not null;
      alter table tasks drop column budget_id;
      alter table tasks drop constraint tasks_kind_check;
      alter table tasks add constraint tasks_kind_check
        check (kind in ('receipt-wrong', 'stamp-missing', 'budget-nearly-used', 'budget-used-up'));
      delete from budget_days d using shared_budgets s where d.budget_id = s.id;
      delete from budget_notices n using shared_budgets s where n.budget_id = s.id;
      delete from budget_shards p using shared_budgets s where p.budget_id = s.id;
      alter table budget_days rename column budget_id to rule_id;
      alter table budget_notices rename column budget_id to rule_id;
      alter table budget_shards rename column budget_id to rule_id;
      alter table budget_days rename to rule_budget_days;
      alter table budget_notices rename to rule_budget_notices;
      alter table budget_shards rename to rule_budget_shards;
      drop table shared_budgets;
    `);
  }
}
