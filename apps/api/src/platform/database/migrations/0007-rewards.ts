import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rewards1764000000007 implements MigrationInterface {
  name = 'Rewards1764000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rewards (
        id uuid primary key,
        version int not null default 1,
        state text not null default 'draft' check (state in ('draft', 'live', 'paused')),
        name jsonb not null,
        description jsonb,
        category text not null default '',
        picture text not null default 'gift',
        points bigint not null check (points > 0),
        stock int check (stock >= 0),
        per_member int,
        valid_from timestamptz,
        valid_until timestamptz,
        voucher_days int not null default 90,
        updated_at timestamptz not null
      );

      create table redemptions (
        id uuid primary key,
        member_id uuid not null,
        reward_id uuid not null references rewards,
        reward_version int not null,
        transaction_id uuid not null,
        points bigint not null,
        redeemed_at timestamptz not null,
        cancelled_at timestamptz
      );
      create index redemptions_member on redemptions (member_id, redeemed_at desc);
      create index redemptions_reward on redemptions (reward_id, member_id) where cancelled_at is null;

      create table vouchers (
        id uuid primary key,
        code text not null unique,
        redemption_id uuid not null unique references redemptions,
        member_id uuid not null,
        reward_name jsonb not null,
        picture text not null,
        state text not null default 'issued' check (state in ('issued', 'used', 'cancelled')),
        issued_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        used_location_id uuid,
        used_by text
      );
      create index vouchers_unused on vouchers (member_id, expires_at) where state = 'issued';
      create index vouchers_member on vouchers (member_id, issued_at desc, id desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table vouchers, redemptions, rewards;
    `);
  }
}
