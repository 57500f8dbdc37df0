import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rewards that only members of a tier and above see and redeem. */
export class RewardsOfTiers1764000000174 implements MigrationInterface {
  name = 'RewardsOfTiers1764000000174';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rewards add column tier_id uuid references tiers');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rewards drop column tier_id');
  }
}
