import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers come in several ways, and a personal link answers without signing in. */
export class SurveyLinks1764000001850 implements MigrationInterface {
  name = 'SurveyLinks1764000001850';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How the answers come: from a member, with an open link, on a tablet in the shop, by telephone, or from a member without
      -- their name.
      alter table survey_responses add column mode text not null default 'member'
        check (mode in ('member', 'link', 'tablet', 'telephone', 'anonymous'));

      -- Links to a response, without signing in. Only hashes of their tokens, and no time, which would tell of whom.
      create table survey_links (
        token_hash bytea primary key,
        response_id uuid not null references survey_responses
      );
      create index survey_links_response on survey_links (response_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table survey_links; alter table survey_responses drop column mode');
  }
}
