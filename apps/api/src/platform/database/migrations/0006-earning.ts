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
        since timestamptz not null
      );
      create index member_tiers_tier on member_tiers (tier_id);

      create table tier_changes (
        member_id uuid not null,
        id bigint generated always as identity,
        at timestamptz not null,
        from_tier uuid,
        to_tier uuid,
        status bigint not null,
        reason text not null,
        primary key (member_id, id)
      );

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
      drop table earning_rule_versions, earning_rules, tier_changes, member_tiers, tiers;
    `);
  }
}
