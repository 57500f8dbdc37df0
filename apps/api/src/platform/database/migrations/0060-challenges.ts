import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges, what counted towards them, and vouchers that cost no points. */
export class Challenges1764000000104 implements MigrationInterface {
  name = 'Challenges1764000000104';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: the voucher was given.
      alter table redemptions alter column transaction_id drop not null;

      create table challenges (
        id uuid primary key,
        version int not null,
        state text not null check (state in ('draft', 'live', 'paused', 'ended')),
        name jsonb not null,
        description jsonb,
        picture text not null,
        -- By the time of the purchase; the end is exclusive.
        starts_at timestamptz,
        ends_at timestamptz,
        goal int not null check (goal > 0),
        repeats boolean not null,
        -- What counts.
        terms jsonb not null,
        reward jsonb not null,
        updated_at timestamptz not null
      );
      create index challenges_live on challenges (id) where state = 'live';

      -- How far a member is. The wallet of the member is the lock.
      create table challenge_progress (
        member_id uuid not null,
        challenge_id uuid not null references challenges,
        -- Of all purchases, less returns.
        counted bigint not null check (counted >= 0),
        -- By cards that were filled and not withdrawn. More than counted while a used reward stays.
        used bigint not null check (used >= 0),
        primary key (member_id, challenge_id)
      );
      create index challenge_progress_challenge on challenge_progress (challenge_id);

      -- What each purchase counted, or why it did not.
      create table challenge_counts (
        member_id uuid not null,
        challenge_id uuid not null references challenges,
        purchase_id uuid not null,
        -- What remains after returns.
        counted int not null check (counted >= 0),
        reason text,
        purchased_at timestamptz not null,
        location_id uuid not null,
        gross bigint not null,
        currency text not null,
        primary key (member_id, challenge_id, purchase_id)
      );
      create index challenge_counts_purchase on challenge_counts (purchase_id);

      create table challenge_fills (
        id uuid primary key,
        challenge_id uuid not null references challenges,
        challenge_version int not null,
        member_id uuid not null,
        purchase_id uuid not null,
        filled_at timestamptz not null,
        -- The goal at that time.
        goal int not null check (goal > 0),
        reward jsonb not null,
        voucher_id uuid,
        redemption_id uuid,
        -- 'kept': its purchase was returned, but the reward had been used.
        state text not null check (state in ('given', 'withdrawn', 'kept')),
        -- The return that withdrew or kept it.
        changed_by uuid,
        changed_at timestamptz,
        check ((state = 'given') = (changed_by is null))
      );
      create index challenge_fills_member on challenge_fills (member_id, challenge_id, filled_at desc, id desc);
      create index challenge_fills_challenge on challenge_fills (challenge_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from sale_effects where participant = 'challenges';
      drop table challenge_fills, challenge_counts, challenge_progress, challenges;
      delete from vouchers v using redemptions d where d.id = v.redemption_id and d.transaction_id is null;
      delete from redemptions where transaction_id is null;
      alter table redemptions alter column transaction_id set not null;
    `);
  }
}
