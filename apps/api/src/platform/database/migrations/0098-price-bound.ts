import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods with a price set by law, and which lines were such goods when they were bought. */
export class PriceBound1764000000194 implements MigrationInterface {
  name = 'PriceBound1764000000194';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table products add column price_bound boolean not null default false;
      alter table purchase_lines add column price_bound boolean;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_lines drop column price_bound;
      alter table products drop column price_bound;
    `);
  }
}
