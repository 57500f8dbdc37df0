import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Earning1764000000006 implements MigrationInterface {
  name = 'Earning1764000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tiers (
        id uuid primary key,
        version int not null default 1,
        code text not null unique,
        name jsonb not null,
        threshold bigint not null unique check (threshold >= 0),
        multiplier_percent int not null default 100 check (multiplier_percent >= 100),
        benefits jsonb
      );

      create table member_tiers (
        member_id uuid primary key,
        tier_id uuid references tiers,
        since timestamptz not null,
        reviewed_at timestamptz not null
      );
      create index member_tiers_tier on member_tiers (tier_id);
      create index member_tiers_reviewed on member_tiers (reviewed_at);

      create table tier_changes (
        member_id uuid not null,
        id uuid not null,
        at timestamptz not null,
        from_tier uuid,
        to_tier uuid,
        status bigint not null,
        reason text not null,
        primary key (member_id, id)
      );

      -- Status credit by quarters of an hour, which no time zone cuts: the sum over a year stays short, however long
      -- the journal. Filled by the journal itself, so that no way of posting can forget it.
      create index tier_changes_newest on tier_changes (member_id, at desc, id desc);

      create table status_credit (
        member_id uuid not null,
        quarter timestamptz not null,
        credit bigint not null,
        primary key (member_id, quarter)
      );
      create function count_status() returns trigger language plpgsql as $$
      begin
        insert into status_credit (member_id, quarter, credit)
        select member_id, date_bin('15 minutes', effective_at, 'epoch'),
               sum(case when to_account = 'status' then amount else -amount end)
        from posted where currency = 'status' group by 1, 2
        on conflict (member_id, quarter) do update set credit = status_credit.credit + excluded.credit;
        return null;
      end $$;
      create trigger journal_counts_status after insert on journal
        referencing new table as posted for each statement execute function count_status();

      create table earning_rules (
        id uuid primary key,
        version int not null default 1,
        live_version int,
        state text not null default 'draft' check (state in ('draft', 'live', 'paused')),
        updated_at timestamptz not null
      );

      create table earning_rule_versions (
        rule_id uuid not null references earning_rules,
        version int not null,
        content jsonb not null,
        created_at timestamptz not null,
        created_by text,
        primary key (rule_id, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger journal_counts_status on journal;
      drop function count_status();
      drop table earning_rule_versions, earning_rules, status_credit, tier_changes, member_tiers, tiers;
    `);
  }
}
