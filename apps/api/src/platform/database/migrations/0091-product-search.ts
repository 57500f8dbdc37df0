import type { MigrationInterface, QueryRunner } from 'typeorm';

const inAll = `coalesce(name ->> 'de', '') || ' ' || coalesce(name ->> 'en', '') || ' ' || coalesce(name ->> 'cs', '')`;

/** Products are found without accents too: cashiers type fast, and not every keyboard has them. */
export class ProductSearch1764000000187 implements MigrationInterface {
  name = 'ProductSearch1764000000187';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function product_search_text(sku text, name jsonb, category text, brand text) returns text
      language sql immutable parallel safe as $$
        select lower(public.unaccent('public.unaccent', sku || ' ' || ${inAll} || ' ' || category || ' ' || brand))
      $$;
      drop index products_search;
      create index products_search on products
        using gin (product_search_text(sku, name, category, brand) gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index products_search;
      drop function product_search_text(text, jsonb, text, text);
      create index products_search on products
        using gin ((sku || ' ' || ${inAll} || ' ' || category || ' ' || brand) gin_trgm_ops);
    `);
  }
}
