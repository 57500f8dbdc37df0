import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Points as the reward of a filled card: which transactions gave them and took them back. */
export class ChallengePoints1764000000130 implements MigrationInterface {
  name = 'ChallengePoints1764000000130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table challenge_fills add given_by uuid, add taken_by uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table challenge_fills drop given_by, drop taken_by');
  }
}
