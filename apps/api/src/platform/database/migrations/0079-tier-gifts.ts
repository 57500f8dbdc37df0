import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The reward that a tier brings, and the vouchers that members got for reaching it. */
export class TierGifts1764000000173 implements MigrationInterface {
  name = 'TierGifts1764000000173';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table tiers add column reward_id uuid references rewards;

      create table tier_gifts (
        member_id uuid not null,
        tier_id uuid not null references tiers,
        reached_at timestamptz not null,
        redemption_id uuid not null references redemptions,
        primary key (member_id, tier_id, redemption_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table tier_gifts; alter table tiers drop column reward_id');
  }
}
