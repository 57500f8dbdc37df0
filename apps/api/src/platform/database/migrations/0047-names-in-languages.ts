import type { MigrationInterface, QueryRunner } from 'typeorm';

const searched = (name: string): string => `(sku || ' ' || ${name} || ' ' || category || ' ' || brand)`;
const inAll = `coalesce(name ->> 'de', '') || ' ' || coalesce(name ->> 'en', '') || ' ' || coalesce(name ->> 'cs', '')`;
const main = `coalesce((select languages[1] from clubs limit 1), 'en')`;

/** Products and locations have names in each language. A former name is in the club's first one. */
export class NamesInLanguages1764000000070 implements MigrationInterface {
  name = 'NamesInLanguages1764000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index products_search, products_order;
      do $$
      declare main text := ${main};
      begin
        execute format('alter table products alter column name type jsonb using jsonb_build_object(%L, name)', main);
        execute format('alter table locations alter column name type jsonb using jsonb_build_object(%L, name)', main);
      end $$;
      create index products_search on products using gin (${searched(inAll)} gin_trgm_ops);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const one = `coalesce(nullif(name ->> %1$L, ''), nullif(name ->> 'de', ''), nullif(name ->> 'en', ''), name ->> 'cs', '')`;
    await runner.query(`
      drop index products_search;
      do $$
      declare main text := ${main};
      begin
        execute format('alter table products alter column name type text using ${one.replaceAll("'", "''")}', main);
        execute format('alter table locations alter column name type text using ${one.replaceAll("'", "''")}', main);
      end $$;
      create index products_search on products using gin (${searched('name')} gin_trgm_ops);
      create index products_order on products (name, id);
    `);
  }
}
