import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why lines of an import were refused or need a look: one row for each reason. */
export class ImportGroups1764000002620 implements MigrationInterface {
  name = 'ImportGroups1764000002620';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table import_groups (
        import_id uuid not null references imports on delete cascade,
        number int not null,
        kind text not null check (kind in ('refused', 'remark')),
        code text not null,
        reason text,
        field text,
        -- Exact, however many of them are kept.
        count bigint not null,
        primary key (import_id, number),
        constraint import_groups_reason unique nulls not distinct (import_id, kind, code, reason, field)
      );
      alter table import_items add reason_group int;
      alter table import_remarks add reason_group int;
      create index import_items_groups on import_items (import_id, reason_group, line) where state = 'refused';
      create index import_remarks_groups on import_remarks (import_id, reason_group, line);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index import_remarks_groups, import_items_groups;
      alter table import_remarks drop reason_group;
      alter table import_items drop reason_group;
      drop table import_groups;
    `);
  }
}
