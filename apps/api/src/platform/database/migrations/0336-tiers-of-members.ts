import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members who are on a tier and have a tag, for example, are found in two indexes. */
export class TiersOfMembers1764000003360 implements MigrationInterface {
  name = 'TiersOfMembers1764000003360';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index member_facts_tier;
      create index member_facts_tier on member_facts (tier_id, member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index member_facts_tier;
      create index member_facts_tier on member_facts (tier_id);
    `);
  }
}
