import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members report a card as lost. Such a card is blocked, and its member may get a new one without the shop. */
export class LostCards1764000000042 implements MigrationInterface {
  name = 'LostCards1764000000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cards add column lost_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table cards drop column lost_at');
  }
}
