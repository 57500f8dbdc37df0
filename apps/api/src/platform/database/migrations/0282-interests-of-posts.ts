import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a post is about, in keys of the club's list of interests. */
export class InterestsOfPosts1764000002820 implements MigrationInterface {
  name = 'InterestsOfPosts1764000002820';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table posts add column interests text[] not null default '{}';
      create index posts_interests on posts using gin (interests) where interests <> '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table posts drop column interests');
  }
}
