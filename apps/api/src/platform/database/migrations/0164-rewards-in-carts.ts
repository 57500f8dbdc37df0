import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cart redeems rewards with its purchase. */
export class RewardsInCarts1764000001640 implements MigrationInterface {
  name = 'RewardsInCarts1764000001640';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- With which it was redeemed; null for a redemption of its own.
      alter table redemptions add purchase_id uuid;
      create index redemptions_purchase on redemptions (purchase_id) where purchase_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table redemptions drop column purchase_id');
  }
}
