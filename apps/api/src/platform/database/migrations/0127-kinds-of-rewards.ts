import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A reward is a product, a discount or a sample, and so is its voucher. */
export class KindsOfRewards1764000000327 implements MigrationInterface {
  name = 'KindsOfRewards1764000000327';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rewards add kind text not null default 'product' check (kind in ('product', 'discount', 'sample'));
      -- As it was when the voucher was issued.
      alter table vouchers add kind text not null default 'product' check (kind in ('product', 'discount', 'sample'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table vouchers drop column kind;
      alter table rewards drop column kind;
    `);
  }
}
