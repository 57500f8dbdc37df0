import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a club changed because of a survey, told to those who answered. */
export class SurveyNews1764000001920 implements MigrationInterface {
  name = 'SurveyNews1764000001920';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table survey_news (
        id uuid primary key,
        survey_id uuid not null references surveys,
        text jsonb not null,
        written_at timestamptz not null,
        -- Null for a draft.
        sent_at timestamptz
      );
      create index survey_news_survey on survey_news (survey_id);

      -- Members who were allowed to be told at that moment.
      create table survey_news_readers (
        news_id uuid not null references survey_news,
        member_id uuid not null,
        channels text[] not null,
        permission jsonb not null,
        told_at timestamptz not null,
        -- When the member put it away.
        dismissed_at timestamptz,
        primary key (news_id, member_id)
      );
      create index survey_news_readers_member on survey_news_readers (member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table survey_news_readers, survey_news');
  }
}
