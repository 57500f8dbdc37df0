import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One set of redemptions and of holds for coupons and offers. */
export class DiscountRedemptions1764000000303 implements MigrationInterface {
  name = 'DiscountRedemptions1764000000303';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table discount_redemptions (
        id uuid primary key,
        sort text not null check (sort in ('coupon', 'offer')),
        -- Of the coupon or the offer.
        discount_id uuid not null,
        discount_version int not null,
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
        -- Of the counter of its discount, from which the use was taken.
        part int not null,
        -- 'given-back': all goods were returned.
        state text not null check (state in ('redeemed', 'given-back')),
        unique (purchase_id, discount_id)
      );
      insert into discount_redemptions (id, sort, discount_id, discount_version, member_id, purchase_id, location_id, discount, currency,
        redeemed_at, local_day, part, state)
      select id, 'coupon', coupon_id, coupon_version, member_id, purchase_id, location_id, discount, currency, redeemed_at, local_day, part, state
      from coupon_redemptions
      union all
      select id, 'offer', offer_id, offer_version, member_id, purchase_id, location_id, discount, currency, redeemed_at, local_day, part, state
      from offer_redemptions;
      drop table coupon_redemptions, offer_redemptions;
      create index discount_redemptions_member on discount_redemptions (member_id, discount_id) where member_id is not null;
      create index discount_redemptions_discount on discount_redemptions (discount_id);

      create table discount_holds (
        checkout_id uuid not null,
        sort text not null check (sort in ('coupon', 'offer')),
        discount_id uuid not null,
        -- Null without a member.
        member_id uuid,
        -- Of the club, for limits per day.
        local_day date not null,
        -- Of the counter of its discount, which counts the hold as a use.
        part int not null,
        -- From then on it counts as given back, whoever notices it.
        expires_at timestamptz not null,
        primary key (checkout_id, discount_id)
      );
      -- Before, a checkout held its coupons only. One with offers gives them back and is open: completing it asks again.
      update budget_shards s set used = s.used - held.uses
      from (
        select h.coupon_id, h.part, count(*) as uses from coupon_holds h join checkouts c on c.id = h.checkout_id
        where jsonb_array_length(coalesce(c.priced->'offers', '[]')) > 0 group by 1, 2) held
      where s.budget_id = held.coupon_id and s.per = 'total' and s.period_from = '-infinity' and s.shard = held.part;
      insert into discount_holds (checkout_id, sort, discount_id, member_id, local_day, part, expires_at)
      select h.checkout_id, 'coupon', h.coupon_id, h.member_id, h.local_day, h.part, h.expires_at from coupon_holds h
      left join checkouts c on c.id = h.checkout_id where jsonb_array_length(coalesce(c.priced->'offers', '[]')) = 0;
      update checkouts set state = 'open', version = version + 1
      where state = 'reserved' and jsonb_array_length(coalesce(priced->'offers', '[]')) > 0;
      drop table coupon_holds;
      create index discount_holds_discount on discount_holds (discount_id, expires_at);
      create index discount_holds_member on discount_holds (member_id, discount_id) where member_id is not null;
      create index discount_holds_expire on discount_holds (expires_at);

      update sale_effects set participant = 'discounts' where participant in ('coupons', 'offers');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table coupon_redemptions (
        id uuid primary key,
        coupon_id uuid not null references coupons,
        coupon_version int not null,
        member_id uuid,
        purchase_id uuid not null,
        location_id uuid not null,
        discount bigint not null check (discount > 0),
        currency text not null,
        redeemed_at timestamptz not null,
        local_day date not null,
        part int not null,
        state text not null check (state in ('redeemed', 'given-back')),
        unique (purchase_id, coupon_id)
      );
      insert into coupon_redemptions
      select id, discount_id, discount_version, member_id, purchase_id, location_id, discount, currency, redeemed_at, local_day, part, state
      from discount_redemptions where sort = 'coupon';
      create index coupon_redemptions_member on coupon_redemptions (member_id, coupon_id) where member_id is not null;
      create index coupon_redemptions_coupon on coupon_redemptions (coupon_id);

      create table offer_redemptions (
        id uuid primary key,
        offer_id uuid not null references offers,
        offer_version int not null,
        member_id uuid not null,
        purchase_id uuid not null,
        location_id uuid not null,
        discount bigint not null check (discount > 0),
        currency text not null,
        redeemed_at timestamptz not null,
        local_day date not null,
        part int not null,
        state text not null check (state in ('redeemed', 'given-back')),
        unique (purchase_id, offer_id)
      );
      insert into offer_redemptions
      select id, discount_id, discount_version, member_id, purchase_id, location_id, discount, currency, redeemed_at, local_day, part, state
      from discount_redemptions where sort = 'offer';
      create index offer_redemptions_member on offer_redemptions (member_id, offer_id);
      create index offer_redemptions_offer on offer_redemptions (offer_id);

      create table coupon_holds (
        checkout_id uuid not null,
        coupon_id uuid not null references coupons,
        member_id uuid,
        local_day date not null,
        part int not null,
        expires_at timestamptz not null,
        primary key (checkout_id, coupon_id)
      );
      insert into coupon_holds select checkout_id, discount_id, member_id, local_day, part, expires_at from discount_holds where sort = 'coupon';
      create index coupon_holds_coupon on coupon_holds (coupon_id, expires_at);
      create index coupon_holds_member on coupon_holds (member_id, coupon_id) where member_id is not null;
      create index coupon_holds_expire on coupon_holds (expires_at);

      update budget_shards s set used = s.used - held.uses
      from (select h.discount_id, h.part, count(*) as uses from discount_holds h where h.sort = 'offer' group by 1, 2) held
      where s.budget_id = held.discount_id and s.per = 'total' and s.period_from = '-infinity' and s.shard = held.part;
      drop table discount_holds, discount_redemptions;
      update sale_effects set participant = kind || 's' where participant = 'discounts';
    `);
  }
}
