import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ConsentVersion1764000000015 implements MigrationInterface {
  name = 'ConsentVersion1764000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of the sentence that was ticked; null where others noted the consent.
      alter table consents add column version int;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table consents drop column version;
    `);
  }
}
