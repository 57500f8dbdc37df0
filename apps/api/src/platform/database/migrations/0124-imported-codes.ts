import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes for one use that come from a file of another system. */
export class ImportedCodes1764000000324 implements MigrationInterface {
  name = 'ImportedCodes1764000000324';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table coupon_batches
        -- Lines of the file that were not taken.
        add column refused int not null default 0,
        -- How much of the file was read. A killed run goes on from here.
        add column read_bytes bigint not null default 0,
        add column read_lines int not null default 0;

      create table coupon_code_errors (
        batch_id uuid not null references coupon_batches,
        line int not null,
        -- Never the code itself.
        reason text not null,
        primary key (batch_id, line)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table coupon_code_errors;
      alter table coupon_batches drop column refused, drop column read_bytes, drop column read_lines;
    `);
  }
}
