import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tiers that managers give to members until a day. Members without one keep what they earned. */
export class TierGrants1764000000120 implements MigrationInterface {
  name = 'TierGrants1764000000120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tier_grants (
        member_id uuid not null,
        id uuid not null,
        tier_id uuid not null references tiers,
        granted_at timestamptz not null,
        valid_until timestamptz not null,
        reason text not null,
        granted_by text not null,
        ended_at timestamptz,
        ended_by text,
        primary key (member_id, id)
      );

      -- While a grant runs, tier_id is the higher one of both, and the earned one moves on its own.
      alter table member_tiers
        add column earned_tier uuid references tiers,
        add column granted_tier uuid references tiers,
        add column granted_until timestamptz;
      create index member_tiers_granted on member_tiers (granted_until) where granted_until is not null;

      alter table tier_changes add column grant_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update member_tiers set tier_id = earned_tier where granted_until is not null;
      delete from tier_changes where reason in ('granted', 'grant-ended');
      alter table tier_changes drop column grant_id;
      alter table member_tiers drop column earned_tier, drop column granted_tier, drop column granted_until;
      drop table tier_grants;
    `);
  }
}
