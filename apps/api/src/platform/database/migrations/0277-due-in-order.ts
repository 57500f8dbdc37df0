import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs take who is due page by page: behind the last one, also if all are due at the same moment. */
export class DueInOrder1764000002770 implements MigrationInterface {
  name = 'DueInOrder1764000002770';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index wallets_due, member_tiers_reviewed;
      create index wallets_due on wallets (next_due_at, member_id) where next_due_at is not null;
      create index member_tiers_reviewed on member_tiers (reviewed_at, member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index wallets_due, member_tiers_reviewed;
      create index wallets_due on wallets (next_due_at) where next_due_at is not null;
      create index member_tiers_reviewed on member_tiers (reviewed_at);
    `);
  }
}
