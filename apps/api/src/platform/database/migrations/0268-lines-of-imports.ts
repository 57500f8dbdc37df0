import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each of a million lines of a file would pay for: indexes that nobody needs, and the question whether its import is still
 * there. Imports are never deleted.
 */
export class LinesOfImports1764000002680 implements MigrationInterface {
  name = 'LinesOfImports1764000002680';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table import_lines drop constraint import_lines_pkey, drop constraint import_lines_import_id_fkey;
      alter table import_items drop constraint import_items_import_id_fkey;
      drop index import_items_waiting;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index import_items_waiting on import_items (import_id, item) where state = 'waiting';
      alter table import_items add constraint import_items_import_id_fkey foreign key (import_id) references imports on delete cascade;
      alter table import_lines add primary key (import_id, line),
        add constraint import_lines_import_id_fkey foreign key (import_id) references imports on delete cascade;
    `);
  }
}
