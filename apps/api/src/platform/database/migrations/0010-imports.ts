import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1764000000010 implements MigrationInterface {
  name = 'Imports1764000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table imports (
        id uuid primary key,
        kind text not null check (kind in ('members', 'products', 'purchases')),
        state text not null check (state in ('waiting', 'running', 'checked', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
        file_name text not null,
        settings jsonb not null,
        dry_run boolean not null,
        header jsonb not null,
        actor jsonb not null,
        lines bigint not null default 0,
        total bigint not null default 0,
        done bigint not null default 0,
        created bigint not null default 0,
        matched bigint not null default 0,
        duplicate bigint not null default 0,
        refused bigint not null default 0,
        conflicts bigint not null default 0,
        kept bigint not null default 0,
        cancelled boolean not null default false,
        problem text,
        created_at timestamptz not null,
        started_at timestamptz,
        finished_at timestamptz
      );
      create index imports_newest on imports (created_at desc, id desc);

      -- The lines of a file as they stand in it, until their item is done; those of refused items stay for the download.
      create table import_lines (
        import_id uuid not null references imports on delete cascade,
        line bigint not null,
        key text not null,
        at timestamptz,
        cells json not null,
        primary key (import_id, line)
      );
      create index import_lines_key on import_lines (import_id, key, line);

      -- One member, product or purchase, whose lines may lie anywhere in the file.
      create table import_items (
        import_id uuid not null references imports on delete cascade,
        item bigint not null,
        key text not null,
        line bigint not null,
        state text not null default 'waiting'
          check (state in ('waiting', 'created', 'matched', 'duplicate', 'conflict', 'refused', 'undone', 'kept')),
        subject_id uuid,
        code text,
        message text,
        -- What of a member or product the import changed, with what stood there before, or what waits for a decision.
        changes jsonb,
        primary key (import_id, item)
      );
      create index import_items_waiting on import_items (import_id, item) where state = 'waiting';
      create index import_items_made on import_items (import_id, item) where state in ('created', 'matched', 'conflict');
      create index import_items_refused on import_items (import_id, line) where state = 'refused';

      create table import_mappings (
        id uuid primary key,
        name text not null,
        kind text not null,
        mapping jsonb not null,
        options jsonb not null,
        constraint import_mappings_name unique (kind, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table import_mappings, import_items, import_lines, imports;
    `);
  }
}
