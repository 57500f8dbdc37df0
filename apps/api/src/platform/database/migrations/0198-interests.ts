import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members can be interested in is a list of the club; products and communities carry some of them. */
export class Interests1764000001980 implements MigrationInterface {
  name = 'Interests1764000001980';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table clubs add column interests jsonb not null default '[]';
      -- Keys of the list. Whatever members state or show later refers to the same keys.
      alter table products add column interests text[] not null default '{}';
      alter table communities add column interests text[] not null default '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table communities drop column interests;
      alter table products drop column interests;
      alter table clubs drop column interests;
    `);
  }
}
