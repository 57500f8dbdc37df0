import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links to the preferences are signed with a key of the club. */
export class PreferenceLinks1764000000442 implements MigrationInterface {
  name = 'PreferenceLinks1764000000442';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table permission_settings
        -- 244 random bits. They protect preferences, which are in this database too.
        add column link_key bytea not null
          default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table permission_settings drop column link_key');
  }
}
