import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Purchases of a span of time are added up by member from this index alone. */
export class WindowsOfPurchases1764000003310 implements MigrationInterface {
  name = 'WindowsOfPurchases1764000003310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index purchases_newest;
      create index purchases_newest on purchases (purchased_at desc, id desc) include (member_id, gross, returned_gross, currency);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index purchases_newest;
      create index purchases_newest on purchases (purchased_at desc, id desc);
    `);
  }
}
