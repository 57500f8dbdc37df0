import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportRemarks1764000002500 implements MigrationInterface {
  name = 'ImportRemarks1764000002500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What an item that came in has left out, in the parts of a refusal: {code, reason, field, params}.
      create table import_remarks (
        import_id uuid not null references imports on delete cascade,
        item bigint not null,
        number integer not null,
        line bigint not null,
        refusal jsonb not null,
        primary key (import_id, item, number)
      );
      create index import_remarks_line on import_remarks (import_id, line, item, number);
      alter table imports add remarks bigint not null default 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table imports drop remarks;
      drop table import_remarks;
    `);
  }
}
