import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = ['permission_settings', 'moderation_settings', 'legal_settings', 'privacy_settings'];

/** Settings have a version, so that one person does not overwrite what another has just saved. */
export class VersionsOfSettings1764000003000 implements MigrationInterface {
  name = 'VersionsOfSettings1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables)
      await runner.query(`alter table ${table} add column version int not null default 1`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`alter table ${table} drop column version`);
  }
}
