import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a purchase was made. Purchases from before have none. */
export class Channels1764000000158 implements MigrationInterface {
  name = 'Channels1764000000158';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table purchases add column channel text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table purchases drop column channel');
  }
}
