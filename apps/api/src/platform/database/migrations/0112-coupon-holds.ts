import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checkouts that hold their coupons for a while. */
export class CouponHolds1764000000212 implements MigrationInterface {
  name = 'CouponHolds1764000000212';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon_holds (
        checkout_id uuid not null,
        coupon_id uuid not null references coupons,
        -- Null without a member.
        member_id uuid,
        -- Of the club, for limits per day.
        local_day date not null,
        -- Of the counter of its coupon, which counts the hold as a use.
        part int not null,
        -- From then on it counts as given back, whoever notices it.
        expires_at timestamptz not null,
        primary key (checkout_id, coupon_id)
      );
      create index coupon_holds_coupon on coupon_holds (coupon_id, expires_at);
      create index coupon_holds_member on coupon_holds (member_id, coupon_id) where member_id is not null;
      create index coupon_holds_expire on coupon_holds (expires_at);

      alter table checkouts drop constraint checkouts_state_check;
      alter table checkouts add constraint checkouts_state_check check (state in ('open', 'reserved', 'completed', 'cancelled'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update budget_shards s set used = s.used - held.uses
      from (select h.coupon_id, h.part, count(*) as uses from coupon_holds h group by 1, 2) held
      where s.budget_id = held.coupon_id and s.per = 'total' and s.period_from = '-infinity' and s.shard = held.part;
      drop table coupon_holds;
      delete from checkouts where state = 'reserved';
      alter table checkouts drop constraint checkouts_state_check;
      alter table checkouts add constraint checkouts_state_check check (state in ('open', 'completed', 'cancelled'));
    `);
  }
}
