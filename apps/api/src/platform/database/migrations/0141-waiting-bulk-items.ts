import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A bulk change remembers the approval that one of its adjustments waits for, so that an undo withdraws it. */
export class WaitingBulkItems1764000000371 implements MigrationInterface {
  name = 'WaitingBulkItems1764000000371';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member_bulk_items add column approval_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table member_bulk_items drop column approval_id');
  }
}
