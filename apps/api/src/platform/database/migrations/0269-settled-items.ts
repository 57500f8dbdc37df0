import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An item of an import that comes in is changed once. PostgreSQL does that within its page and leaves all indexes alone, if there
 * is room and if no index asks for the state. So indexes ask only for a state that few items get.
 */
export class SettledItems1764000002690 implements MigrationInterface {
  name = 'SettledItems1764000002690';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index import_items_conflicts, import_items_refused, import_items_groups, import_items_made;
      alter table import_items add attention text generated always as (case when state in ('conflict', 'refused') then state end) stored;
      alter table import_items set (fillfactor = 45);
      create index import_items_conflicts on import_items (import_id, item) where attention = 'conflict';
      create index import_items_refused on import_items (import_id, line) where attention = 'refused';
      create index import_items_groups on import_items (import_id, reason_group, line) where attention = 'refused';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table import_items reset (fillfactor);
      alter table import_items drop attention;
      create index import_items_made on import_items (import_id, item) where state in ('created', 'matched', 'conflict');
      create index import_items_conflicts on import_items (import_id, item) where state = 'conflict';
      create index import_items_refused on import_items (import_id, line) where state = 'refused';
      create index import_items_groups on import_items (import_id, reason_group, line) where state = 'refused';
    `);
  }
}
