import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes of many members, and what became of each. */
export class MemberBulks1764000000052 implements MigrationInterface {
  name = 'MemberBulks1764000000052';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_bulks (
        id uuid primary key,
        kind text not null check (kind in ('points', 'add-tag', 'remove-tag', 'invite')),
        state text not null check (state in ('waiting', 'running', 'done')),
        -- Null once it is done: reasons and tags are words about people.
        action jsonb,
        asker text not null,
        asked_by text not null,
        actor jsonb not null,
        approval_id uuid,
        approved_by jsonb,
        total int not null,
        created_at timestamptz not null,
        finished_at timestamptz
      );
      create index member_bulks_of_asker on member_bulks (asker, created_at desc, id desc);
      create index member_bulks_running on member_bulks (id) where state = 'running';

      create table member_bulk_items (
        bulk_id uuid not null references member_bulks (id),
        member_id uuid not null references members (id),
        state text not null default 'waiting' check (state in ('waiting', 'changed', 'approval', 'refused')),
        problem text,
        attempts int not null default 0,
        primary key (bulk_id, member_id)
      );
      create index member_bulk_items_waiting on member_bulk_items (bulk_id, member_id) where state = 'waiting';
      create index member_bulk_items_of_member on member_bulk_items (member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table member_bulk_items, member_bulks');
  }
}
