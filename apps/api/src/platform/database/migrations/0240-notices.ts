import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members were told in the portal, and what they do not want to be told. */
export class Notices1764000002400 implements MigrationInterface {
  name = 'Notices1764000002400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notices (
        -- Sorts by time.
        id uuid primary key,
        member_id uuid not null,
        -- The member who caused it, if it names one.
        from_member_id uuid,
        kind text not null check (kind in
          ('mention', 'reply', 'announcement', 'new-post', 'membership', 'moderation', 'gathering', 'points', 'offer')),
        -- The same key is told once.
        key text not null,
        path text not null check (path like '/club%'),
        params jsonb not null,
        at timestamptz not null,
        read_at timestamptz,
        unique (member_id, key)
      );
      create index notices_member on notices (member_id, id);
      create index notices_unread on notices (member_id) where read_at is null;
      create index notices_from on notices (from_member_id) where from_member_id is not null;
      create index notices_path on notices (path);
      create index notices_at on notices (at);

      -- A row is a kind that is off.
      create table notice_settings (
        member_id uuid not null,
        kind text not null,
        primary key (member_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notice_settings, notices');
  }
}
