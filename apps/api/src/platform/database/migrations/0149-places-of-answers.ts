import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to surveys know where and in which tier the member was, and the team gives them tags. */
export class PlacesOfAnswers1764000001490 implements MigrationInterface {
  name = 'PlacesOfAnswers1764000001490';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of the purchase that it was about, else where the member shopped most when they sent it.
      alter table survey_responses add column location_id uuid;
      -- When they sent it.
      alter table survey_responses add column tier_id uuid;
      alter table survey_responses add column tags text[] not null default '{}';
      update survey_responses r set location_id = f.home_location_id, tier_id = f.tier_id
      from member_facts f where f.member_id = r.member_id and r.state = 'sent';
      create index survey_responses_sent on survey_responses (survey_id, sent_at desc, id desc) where state = 'sent';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index survey_responses_sent;
      alter table survey_responses drop column tags, drop column tier_id, drop column location_id;
    `);
  }
}
