import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the members whose birthday it is, without reading all others. */
export class Birthdays1764000000182 implements MigrationInterface {
  name = 'Birthdays1764000000182';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index members_birthday on members ((extract(month from birthday) * 100 + extract(day from birthday)))
        where birthday is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index members_birthday');
  }
}
