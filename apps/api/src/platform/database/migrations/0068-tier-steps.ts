import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a review lowered the earned tier of a member, which is not when the shown tier changed last. */
export class TierSteps1764000000140 implements MigrationInterface {
  name = 'TierSteps1764000000140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member_tiers add column stepped_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member_tiers drop column stepped_at');
  }
}
