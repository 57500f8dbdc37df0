import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The team takes something off prices by hand. */
export class ManualDiscounts1764000000326 implements MigrationInterface {
  name = 'ManualDiscounts1764000000326';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: nobody takes anything off by hand.
      alter table clubs add column manual_discounts jsonb;
      create table manual_discounts (
        id uuid primary key,
        purchase_id uuid not null,
        member_id uuid,
        location_id uuid not null,
        -- Null: all goods.
        line int,
        -- Hundredths; null for an amount.
        percent int check (percent between 1 and 10000),
        -- What it took off, in minor units.
        amount bigint not null check (amount > 0),
        currency char(3) not null,
        -- Null after an erasure.
        reason text,
        -- One of the reasons of the club, not words about this purchase.
        listed boolean not null,
        actor_kind text not null,
        actor_id uuid,
        given_at timestamptz not null,
        -- All goods were returned.
        ended_at timestamptz
      );
      create index manual_discounts_purchase on manual_discounts (purchase_id);
      create index manual_discounts_member on manual_discounts (member_id) where member_id is not null;
      create index manual_discounts_newest on manual_discounts (given_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table manual_discounts;
      alter table clubs drop column manual_discounts;
    `);
  }
}
