import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Barcodes of products, usual tax rates of locations, settings of the till. */
export class Till1764000000045 implements MigrationInterface {
  name = 'Till1764000000045';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table products add column barcodes text[] not null default '{}';
      -- No barcode belongs to two products.
      create table product_barcodes (
        barcode text primary key,
        product_id uuid not null references products on delete cascade
      );
      create index product_barcodes_product on product_barcodes (product_id);
      create index product_barcodes_start on product_barcodes (barcode text_pattern_ops);

      alter table locations add column tax_rates jsonb not null default '[]';
      alter table clubs add column till jsonb not null default '{"askAbove": [], "categoryNames": []}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs drop column till;
      alter table locations drop column tax_rates;
      drop table product_barcodes;
      alter table products drop column barcodes;
    `);
  }
}
