import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Codes that did nothing for a cart, and why. */
export class CouponRefusals1764000000305 implements MigrationInterface {
  name = 'CouponRefusals1764000000305';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon_refusals (
        id uuid primary key,
        refused_at timestamptz not null,
        -- Null for one that was only asked about.
        checkout_id uuid,
        -- Null if no coupon has the code.
        coupon_id uuid,
        -- The end of an unknown code.
        hint text check (length(hint) <= 4),
        problem text not null,
        location_id uuid not null,
        member_id uuid,
        check ((coupon_id is null) or (hint is null))
      );
      create unique index coupon_refusals_once on coupon_refusals (checkout_id, problem, coupon_id, hint) nulls not distinct
        where checkout_id is not null;
      create index coupon_refusals_time on coupon_refusals (refused_at, id);
      create index coupon_refusals_member on coupon_refusals (member_id) where member_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table coupon_refusals');
  }
}
