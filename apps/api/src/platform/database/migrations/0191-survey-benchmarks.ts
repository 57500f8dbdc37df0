import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scores of others, which managers enter beside those of a survey. */
export class SurveyBenchmarks1764000001910 implements MigrationInterface {
  name = 'SurveyBenchmarks1764000001910';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table survey_benchmarks (
        id uuid primary key,
        survey_id uuid not null references surveys,
        -- Whose score it is.
        name text not null,
        source text not null,
        measured_on date not null,
        scale text not null check (scale in ('0-10', '1-10')),
        -- How people were asked.
        channel text not null,
        score double precision not null check (score between -100 and 100),
        added_at timestamptz not null
      );
      create index survey_benchmarks_survey on survey_benchmarks (survey_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table survey_benchmarks');
  }
}
