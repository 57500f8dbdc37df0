import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carts with their prices, and what was redeemed of coupons. */
export class Checkouts1764000000211 implements MigrationInterface {
  name = 'Checkouts1764000000211';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon_redemptions (
        id uuid primary key,
        coupon_id uuid not null references coupons,
        coupon_version int not null,
        -- Null without a member.
        member_id uuid,
        purchase_id uuid not null,
        location_id uuid not null,
        -- Minor units.
        discount bigint not null check (discount > 0),
        currency text not null,
        redeemed_at timestamptz not null,
        -- Of the club, for limits per day.
        local_day date not null,
        -- Of the counter of its coupon, from which the use was taken.
        part int not null,
        -- 'given-back': all goods were returned.
        state text not null check (state in ('redeemed', 'given-back')),
        unique (purchase_id, coupon_id)
      );
      create index coupon_redemptions_member on coupon_redemptions (member_id, coupon_id) where member_id is not null;
      create index coupon_redemptions_coupon on coupon_redemptions (coupon_id);

      create table checkouts (
        id uuid primary key,
        version int not null,
        -- An open one expires by itself.
        state text not null check (state in ('open', 'completed', 'cancelled')),
        created_at timestamptz not null,
        expires_at timestamptz not null,
        location_id uuid not null,
        member_id uuid,
        -- As it was sent, without the member.
        cart jsonb not null,
        priced jsonb not null,
        purchase_id uuid,
        check ((state = 'completed') = (purchase_id is not null))
      );
      create index checkouts_member on checkouts (member_id) where member_id is not null;
      create index checkouts_expire on checkouts (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from sale_effects where participant = 'coupons';
      delete from budget_shards where budget_id in (select id from coupons);
      drop table checkouts, coupon_redemptions;
    `);
  }
}
