import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What proves a consent that came with a file: when and where it was given, and to which words. */
export class ConsentEvidence1764000002560 implements MigrationInterface {
  name = 'ConsentEvidence1764000002560';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table consents add column evidence jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table consents drop column evidence');
  }
}
