import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the money of an import became, by currency. */
export class ImportMoney1764000002610 implements MigrationInterface {
  name = 'ImportMoney1764000002610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table imports drop sums;
      -- In minor units: file = gross - returned + listed + refused + duplicate.
      create table import_money (
        import_id uuid not null references imports on delete cascade,
        currency char(3) not null,
        file bigint not null default 0,
        gross bigint not null default 0,
        returned bigint not null default 0,
        listed bigint not null default 0,
        refused bigint not null default 0,
        duplicate bigint not null default 0,
        primary key (import_id, currency)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_money;
      alter table imports add sums jsonb not null default '{}';
    `);
  }
}
