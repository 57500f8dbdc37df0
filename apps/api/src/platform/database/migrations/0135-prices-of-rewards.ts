import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rewards for points and money, and prices for tiers. */
export class PricesOfRewards1764000000335 implements MigrationInterface {
  name = 'PricesOfRewards1764000000335';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rewards add to_pay jsonb;
      alter table rewards add tier_prices jsonb not null default '[]';
      -- As it was when the voucher was issued.
      alter table vouchers add to_pay jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table vouchers drop column to_pay;
      alter table rewards drop column tier_prices;
      alter table rewards drop column to_pay;
    `);
  }
}
