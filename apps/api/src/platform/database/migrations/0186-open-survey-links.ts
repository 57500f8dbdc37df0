import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers answer surveys with an open link, without a name; a receipt answers once. */
export class OpenSurveyLinks1764000001860 implements MigrationInterface {
  name = 'OpenSurveyLinks1764000001860';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Signs its open links.
      alter table surveys add column link_key bytea not null
        default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
      -- That an open link named.
      alter table survey_responses add column receipt text;
      create unique index survey_responses_receipt on survey_responses (survey_id, location_id, receipt) where receipt is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table survey_responses drop column receipt;
      alter table surveys drop column link_key;
    `);
  }
}
