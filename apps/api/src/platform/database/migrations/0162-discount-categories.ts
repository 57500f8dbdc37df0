import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Categories of discounts: when coupons and offers count, and how beside each other. */
export class DiscountCategories1764000000401 implements MigrationInterface {
  name = 'DiscountCategories1764000000401';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table discount_categories (
        id uuid primary key,
        version int not null default 1,
        name jsonb not null,
        -- The smallest comes first. Discounts without a category have the numbers that are left out.
        priority smallint not null unique check (priority between 1 and 199 and priority not in (10, 50, 100)),
        within text not null check (within in ('none', 'best', 'all')),
        updated_at timestamptz not null
      );
      update coupons set terms = terms || '{"category": null}';
      update offers set terms = terms || '{"category": null}';
      -- An ended one counts no more, so it keeps no category from being removed.
      alter table coupons add column category_id uuid
        generated always as (case when state <> 'ended' then (terms->>'category')::uuid end) stored
        references discount_categories;
      alter table offers add column category_id uuid
        generated always as (case when state <> 'ended' then (terms->>'category')::uuid end) stored
        references discount_categories;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table coupons drop column category_id;
      alter table offers drop column category_id;
      update coupons set terms = terms - 'category';
      update offers set terms = terms - 'category';
      drop table discount_categories;
    `);
  }
}
