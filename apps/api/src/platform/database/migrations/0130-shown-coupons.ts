import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coupons that members find in the portal. */
export class ShownCoupons1764000000330 implements MigrationInterface {
  name = 'ShownCoupons1764000000330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table coupons
        add column shown boolean not null default false,
        -- Of those who find it; null for all members.
        add column audience jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table coupons drop column shown, drop column audience');
  }
}
