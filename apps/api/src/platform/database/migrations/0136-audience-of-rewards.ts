import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rewards for some members. */
export class AudienceOfRewards1764000000336 implements MigrationInterface {
  name = 'AudienceOfRewards1764000000336';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of those who see and redeem it; null for all members.
      alter table rewards add audience jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table rewards drop column audience');
  }
}
