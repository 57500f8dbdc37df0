import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Members may have no last name: the list sorts them by their first name. */
export class OptionalNames1764000000036 implements MigrationInterface {
  name = 'OptionalNames1764000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index members_name;
      create index members_name on members ((coalesce(last_name, first_name, '') collate "und-x-icu"), (coalesce(first_name, '') collate "und-x-icu"), id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index members_name;
      create index members_name on members ((coalesce(last_name, '') collate "und-x-icu"), (coalesce(first_name, '') collate "und-x-icu"), id);
    `);
  }
}
