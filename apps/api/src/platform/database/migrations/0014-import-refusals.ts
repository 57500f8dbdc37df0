import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportRefusals1764000000014 implements MigrationInterface {
  name = 'ImportRefusals1764000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Why an item was refused, in parts: {code, reason, field, params}. The message beside it is English.
      alter table import_items add refusal jsonb;
      -- Conflicts are shown and decided in the order of the file, by page and by field.
      create index import_items_conflicts on import_items (import_id, item) where state = 'conflict';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index import_items_conflicts;
      alter table import_items drop refusal;
    `);
  }
}
