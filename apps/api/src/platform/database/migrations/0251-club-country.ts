import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClubCountry1764000002510 implements MigrationInterface {
  name = 'ClubCountry1764000002510';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of telephone numbers without one; null: that of the time zone.
      alter table clubs add country text check (country ~ '^[A-Z]{2}$');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table clubs drop country;`);
  }
}
