import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Staff take answers to surveys: on a tablet in the shop, and on the telephone. */
export class TakenSurveys1764000001890 implements MigrationInterface {
  name = 'TakenSurveys1764000001890';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The account of who asked on the telephone, or whose session the tablet has.
      alter table survey_responses add column taken_by uuid;
      -- Answers that were given before count also if they come later.
      alter table surveys add column ended_at timestamptz;
      update surveys set ended_at = updated_at where state = 'ended';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table surveys drop column ended_at;
      alter table survey_responses drop column taken_by;
    `);
  }
}
