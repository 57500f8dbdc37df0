import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Challenges of weeks or months in a row. They need no table of their own, but older versions do not know them. */
export class Streaks1764000000166 implements MigrationInterface {
  name = 'Streaks1764000000166';

  async up(): Promise<void> {
    // Nothing to change.
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create temp table streaks on commit drop as select id from challenges where terms->>'kind' = 'streak';
      delete from sale_effects where participant = 'challenges' and reference in (select id::text from streaks);
      delete from challenge_fills where challenge_id in (select id from streaks);
      delete from challenge_counts where challenge_id in (select id from streaks);
      delete from challenge_progress where challenge_id in (select id from streaks);
      delete from challenges where id in (select id from streaks);
    `);
  }
}
