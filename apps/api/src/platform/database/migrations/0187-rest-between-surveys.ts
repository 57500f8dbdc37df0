import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The club says in how many days a member is asked for one survey. */
export class RestBetweenSurveys1764000001870 implements MigrationInterface {
  name = 'RestBetweenSurveys1764000001870';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs
        add column survey_rest_days smallint not null default 30 check (survey_rest_days between 1 and 365);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table clubs drop column survey_rest_days;`);
  }
}
