import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The orders of large lists: the audit log by person and action, purchases by amount and points. */
export class SortedLists1764000000080 implements MigrationInterface {
  name = 'SortedLists1764000000080';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index audit_entries_by_actor on audit_entries ((actor_name collate "und-x-icu"), id);
      create index audit_entries_by_action on audit_entries (action, id);
      create index purchases_by_gross on purchases (gross, id);
      create index purchases_by_points on purchases (earned, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop index audit_entries_by_actor, audit_entries_by_action, purchases_by_gross, purchases_by_points',
    );
  }
}
