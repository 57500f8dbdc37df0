import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Segments, who is in them, who entered and left, and their size by day. */
export class Segments1764000002880 implements MigrationInterface {
  name = 'Segments1764000002880';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table segments (
        id uuid primary key,
        version int not null default 1,
        name jsonb not null,
        -- Null for a list of members.
        condition jsonb,
        -- Whether events tell who entered and left.
        announced boolean not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      );
      -- How far a segment has been reckoned.
      create table segment_fills (
        segment_id uuid primary key references segments on delete cascade,
        -- A list that will get the members of this one.
        copy_of uuid references segments,
        members bigint not null default 0,
        -- Null until all members were decided for the first time.
        filled_at timestamptz,
        -- Null while all members have to be decided again.
        settled_at timestamptz,
        -- The last local day for which all members were decided.
        settled_on date
      );
      -- Who reckons segments locks this row.
      create table segment_work (id boolean primary key default true check (id));
      insert into segment_work default values;

      create table member_segments (
        segment_id uuid not null,
        member_id uuid not null references members on delete cascade,
        since timestamptz not null,
        primary key (segment_id, member_id)
      );
      create index member_segments_member on member_segments (member_id, segment_id);

      create table segment_changes (
        number bigint primary key generated always as identity,
        segment_id uuid not null,
        member_id uuid not null references members on delete cascade,
        entered boolean not null,
        changed_at timestamptz not null
      );
      create index segment_changes_segment on segment_changes (segment_id, number);
      create index segment_changes_member on segment_changes (member_id);
      create index segment_changes_day on segment_changes (changed_at);

      create table segment_sizes (
        segment_id uuid not null references segments on delete cascade,
        day date not null,
        members bigint not null,
        primary key (segment_id, day)
      );

      -- Members with a change that conditions may ask about; any number of rows, so that nobody waits for another one.
      create table changed_members (member_id uuid not null);
      create index changed_members_member on changed_members (member_id);
      -- Whether anybody wants to know.
      create table changed_members_wanted (
        id boolean primary key default true check (id),
        wanted boolean not null default false
      );
      insert into changed_members_wanted default values;

      create function note_changed_members() returns trigger language plpgsql as $$
      begin
        if not (select w.wanted from changed_members_wanted w) then
          return null;
        end if;
        if tg_table_name = 'members' then
          insert into changed_members (member_id) select n.id from new_rows n;
        elsif tg_op = 'DELETE' then
          insert into changed_members (member_id) select distinct o.member_id from old_rows o;
        else
          insert into changed_members (member_id) select distinct n.member_id from new_rows n;
        end if;
        return null;
      end $$;
      ${triggers.map(([table, operation]) => createTrigger(table, operation)).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${triggers.map(([table, operation]) => `drop trigger ${nameOf(table, operation)} on ${table};`).join('\n')}
      drop function note_changed_members();
      drop table changed_members_wanted, changed_members, segment_sizes, segment_changes, member_segments, segment_work, segment_fills, segments;
    `);
  }
}

/** What conditions on members ask. */
const triggers = [
  ['member_facts', 'insert'],
  ['member_facts', 'update'],
  ['members', 'update'],
  ['consents', 'insert'],
  ['consents', 'update'],
  ['member_tags', 'insert'],
  ['member_tags', 'delete'],
  ['member_badges', 'insert'],
  ['member_badges', 'delete'],
] as const;

const nameOf = (table: string, operation: string): string => `${table}_${operation}_notes_members`;

const createTrigger = (table: string, operation: string): string =>
  `create trigger ${nameOf(table, operation)} after ${operation} on ${table}
     referencing ${operation === 'delete' ? 'old table as old_rows' : 'new table as new_rows'}
     for each statement execute function note_changed_members();`;
