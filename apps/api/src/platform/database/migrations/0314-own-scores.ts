import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scores of the club's own, and the settings as they were before each change. */
export class OwnScores1764000003140 implements MigrationInterface {
  name = 'OwnScores1764000003140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table score_settings add column scores jsonb not null default '[]';
      create table score_settings_versions (
        version int primary key,
        settings jsonb not null,
        replaced_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table score_settings_versions;
      alter table score_settings drop column scores;
      update member_scored set own = '{}' where own <> '{}';
    `);
  }
}
