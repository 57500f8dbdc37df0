import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The club says how many discounts count in one cart. */
export class DiscountsPerCart1764000000373 implements MigrationInterface {
  name = 'DiscountsPerCart1764000000373';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs
        -- Coupons, offers and discounts by hand together.
        add column discounts_per_cart smallint not null default 10 check (discounts_per_cart between 1 and 30);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table clubs drop column discounts_per_cart;`);
  }
}
