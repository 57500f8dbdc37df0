import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An import of codes fails after a few tries, says why, and can be started again. Its refused lines are deleted some day. */
export class FailedCodeImports1764000000381 implements MigrationInterface {
  name = 'FailedCodeImports1764000000381';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table coupon_batches
        -- Since the last piece that was stored.
        add column attempts int not null default 0,
        add column failure text check (failure in ('key', 'file', 'unexpected'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table coupon_batches drop column attempts, drop column failure');
  }
}
