import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an import left out, which line is a sum, and what its money adds up to. */
export class ImportOrders1764000002600 implements MigrationInterface {
  name = 'ImportOrders1764000002600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table imports
        -- Lines that the owner wanted to be left out: orders by their status, a sum line.
        add left_out bigint not null default 0,
        -- The last line if it looks like a sum and nobody said what it is.
        add sum_line bigint,
        -- By currency: {file, gross, returned, listed, refused, duplicate}, in minor units.
        add sums jsonb not null default '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table imports drop sums, drop sum_line, drop left_out');
  }
}
