import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReceiptIndex1764000000023 implements MigrationInterface {
  name = 'ReceiptIndex1764000000023';

  async up(runner: QueryRunner): Promise<void> {
    // One index keeps receipts unique and finds a number at any location, so each purchase writes one index less.
    await runner.query(`
      alter table purchases drop constraint purchases_receipt;
      alter table purchases add constraint purchases_receipt unique (receipt_number, location_id);
      drop index purchases_receipt_number;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index purchases_receipt_number on purchases (receipt_number);
      alter table purchases drop constraint purchases_receipt;
      alter table purchases add constraint purchases_receipt unique (location_id, receipt_number);
    `);
  }
}
