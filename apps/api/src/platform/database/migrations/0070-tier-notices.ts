import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tier that a member was last told to lose, and until when nobody repeats it. */
export class TierNotices1764000000161 implements MigrationInterface {
  name = 'TierNotices1764000000161';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table member_tiers
        add column warned_tier uuid references tiers,
        add column warned_until timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member_tiers drop column warned_tier, drop column warned_until');
  }
}
