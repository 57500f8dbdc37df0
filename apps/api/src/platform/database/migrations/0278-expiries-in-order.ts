import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices of expiring points are told page by page: behind the last member, also if all points expire at the same moment. */
export class ExpiriesInOrder1764000002780 implements MigrationInterface {
  name = 'ExpiriesInOrder1764000002780';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_expiring;
      create index lots_expiring on lots (expires_at, member_id) where remaining > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_expiring;
      create index lots_expiring on lots (expires_at) where remaining > 0;
    `);
  }
}
