import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The codes that a customer showed, as conditions compare them; null for none. */
export class CodesOfPurchases1764000000215 implements MigrationInterface {
  name = 'CodesOfPurchases1764000000215';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table purchases add column codes text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table purchases drop column codes');
  }
}
