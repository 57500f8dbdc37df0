import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which comment answers a question. */
export class Answers1764000002120 implements MigrationInterface {
  name = 'Answers1764000002120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table posts add column answer_id uuid references comments');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table posts drop column answer_id');
  }
}
