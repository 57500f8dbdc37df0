import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers, whom they were offered, and what was redeemed of them. */
export class Offers1764000000208 implements MigrationInterface {
  name = 'Offers1764000000208';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table offers (
        id uuid primary key,
        version int not null default 1,
        state text not null check (state in ('draft', 'live', 'paused', 'ended')),
        name jsonb not null,
        description jsonb,
        -- Why members get it, in words to them.
        reason jsonb,
        picture text not null,
        starts_at timestamptz,
        -- Exclusive.
        ends_at timestamptz,
        -- What it gives, where and how often.
        terms jsonb not null,
        -- A condition on a member; null for all.
        audience jsonb,
        activation text not null check (activation in ('by-member', 'automatic')),
        -- Percent of the audience.
        held_out int not null check (held_out between 0 and 50),
        -- The smallest comes first.
        place int not null,
        updated_at timestamptz not null
      );

      -- Decided when the member first meets the offer, and never changed.
      create table offer_assignments (
        offer_id uuid not null references offers,
        member_id uuid not null,
        offer_version int not null,
        arm text not null check (arm in ('offered', 'held-out')),
        assigned_at timestamptz not null,
        -- Where the member met it.
        met text not null check (met in ('page', 'home', 'checkout')),
        -- 'audience': the member fulfilled its condition. 'everyone': it has none.
        why text not null check (why in ('audience', 'everyone')),
        seen_at timestamptz,
        opened_at timestamptz,
        activated_at timestamptz,
        primary key (offer_id, member_id),
        check (arm = 'offered' or (seen_at is null and opened_at is null and activated_at is null))
      );
      create index offer_assignments_member on offer_assignments (member_id);

      create table offer_redemptions (
        id uuid primary key,
        offer_id uuid not null references offers,
        offer_version int not null,
        member_id uuid not null,
        purchase_id uuid not null,
        location_id uuid not null,
        -- Minor units.
        discount bigint not null check (discount > 0),
        currency text not null,
        redeemed_at timestamptz not null,
        -- Of the club, for limits per day.
        local_day date not null,
        -- Of the counter of its offer, from which the use was taken.
        part int not null,
        -- 'given-back': all goods were returned.
        state text not null check (state in ('redeemed', 'given-back')),
        unique (purchase_id, offer_id)
      );
      create index offer_redemptions_member on offer_redemptions (member_id, offer_id);
      create index offer_redemptions_offer on offer_redemptions (offer_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from sale_effects where participant = 'offers';
      delete from budget_shards where budget_id in (select id from offers);
      drop table offer_redemptions, offer_assignments, offers;
    `);
  }
}
