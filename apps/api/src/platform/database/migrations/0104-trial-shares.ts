import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version of a rule may be published to a share of the members. */
export class TrialShares1764000000204 implements MigrationInterface {
  name = 'TrialShares1764000000204';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Percent of the members; null for all.
      alter table rule_publications add column share integer check (share between 1 and 90)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Without the column a trial would be a version for everyone.
    await runner.query(`
      delete from rule_publications where share is not null;
      alter table rule_publications drop column share`);
  }
}
