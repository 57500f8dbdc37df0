import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What made a discount smaller than its coupon or offer says, so that the receipt can tell. */
export class TrimmedDiscounts1764000001680 implements MigrationInterface {
  name = 'TrimmedDiscounts1764000001680';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: nothing did, or it was redeemed before anyone kept it.
      alter table discount_redemptions add column trimmed text check (trimmed in ('budget', 'maximum'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table discount_redemptions drop column trimmed;');
  }
}
