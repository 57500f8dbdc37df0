import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts of earning rules, tried on the sales of past days. */
export class BackTests1764000000086 implements MigrationInterface {
  name = 'BackTests1764000000086';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table back_tests (
        id uuid primary key,
        -- That of the saved rule; a draft that was never saved has none.
        rule_id uuid references earning_rules,
        -- The version that was live; null if none was.
        against_version int,
        content jsonb not null,
        days int not null,
        covers_from timestamptz not null,
        covers_until timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        done int not null default 0,
        total int,
        -- Figures of the club, not of members.
        figures jsonb,
        asked_by text not null,
        created_at timestamptz not null,
        finished_at timestamptz
      );
      create index back_tests_of_rule on back_tests (rule_id, created_at desc, id desc);

      -- Members with the largest changes.
      create table back_test_members (
        back_test_id uuid not null references back_tests on delete cascade,
        member_id uuid not null references members,
        place int not null,
        live_points bigint not null,
        draft_points bigint not null,
        primary key (back_test_id, member_id)
      );
      create index back_test_members_of_member on back_test_members (member_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table back_test_members, back_tests');
  }
}
