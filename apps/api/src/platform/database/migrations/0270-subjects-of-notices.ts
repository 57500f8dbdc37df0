import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a notice is about, so that those about the comments of a post go with the post. */
export class SubjectsOfNotices1764000002700 implements MigrationInterface {
  name = 'SubjectsOfNotices1764000002700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notices add about uuid[] not null default '{}';
      -- Of a post or comment, and of a decision.
      update notices set about = array(
        select found[1]::uuid from regexp_matches(
          regexp_replace(path, '^/club/communities/[^/]*/posts/', ''), '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g') as found)
      where path like '/club/communities/%/posts/%' or path like '/club/moderation/%';
      create index notices_about on notices using gin (about);
      drop index notices_path;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index notices_path on notices (path);
      alter table notices drop column about;
    `);
  }
}
