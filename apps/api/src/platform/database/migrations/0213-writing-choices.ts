import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of a member's posts and comments when the membership ends. */
export class WritingChoices1764000002130 implements MigrationInterface {
  name = 'WritingChoices1764000002130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table writing_choices (
        member_id uuid primary key,
        -- They go, or stay without a name.
        goes boolean not null,
        chosen_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table writing_choices');
  }
}
