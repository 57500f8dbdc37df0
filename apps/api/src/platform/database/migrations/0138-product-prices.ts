import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prices of products with their time, everywhere or only at a location or through a channel. */
export class ProductPrices1764000000338 implements MigrationInterface {
  name = 'ProductPrices1764000000338';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table product_prices (
        -- The order in which they were set.
        id bigint generated always as identity primary key,
        product_id uuid not null references products on delete cascade,
        -- Null: at every location, through every channel.
        location_id uuid references locations,
        channel text,
        currency text not null,
        -- Null: no price from then on, or none of its own.
        amount bigint,
        since timestamptz not null,
        -- The price was there when we began to keep prices: it may be older.
        or_earlier boolean not null default false
      );
      create index product_prices_of_product on product_prices (product_id, since desc, id desc);

      insert into product_prices (product_id, currency, amount, since, or_earlier)
      select p.id, price.currency, price.amount, coalesce(changed.at, date_trunc('milliseconds', now())), true
      from products p
      cross join lateral jsonb_to_recordset(p.prices) as price(currency text, amount bigint)
      left join lateral (
        select max(at) as at from audit_entries
        where subject_id = p.id::text and subject_type = 'product' and before->'prices' is distinct from after->'prices'
      ) changed on true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table product_prices');
  }
}
