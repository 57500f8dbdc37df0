import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What rules with a budget have given, in parts, so that tills need not wait for each other. */
export class RuleBudgets1764000000131 implements MigrationInterface {
  name = 'RuleBudgets1764000000131';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rule_budget_shards (
        rule_id uuid not null,
        per text not null check (per in ('total', 'month', 'quarter', 'year')),
        period_from date not null,
        shard int not null check (shard >= 0),
        quota bigint not null,
        used bigint not null default 0 check (used >= 0),
        primary key (rule_id, per, period_from, shard),
        check (used <= quota)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rule_budget_shards');
  }
}
