import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Named lists of article numbers, and which of them a line was in when it was bought. */
export class ProductSets1764000000180 implements MigrationInterface {
  name = 'ProductSets1764000000180';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table product_sets (
        id uuid primary key,
        version int not null default 1,
        name jsonb not null,
        skus int not null default 0,
        updated_at timestamptz not null
      );
      create table product_set_skus (
        set_id uuid not null references product_sets on delete cascade,
        sku text collate "C" not null,
        primary key (set_id, sku)
      );
      alter table purchase_lines add column product_sets text[];
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table purchase_lines drop column product_sets;
      drop table product_set_skus;
      drop table product_sets;
    `);
  }
}
