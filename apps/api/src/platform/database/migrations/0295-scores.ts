import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = [
  'members',
  'purchases',
  'purchase-lines',
  'journal',
  'products',
  'locations',
  'rewards',
  'rules',
  'tiers',
  'referrals',
  'staff',
  'mails',
  'audit',
  'keys',
  'overview',
  'offers',
  'coupons',
  'bulks',
  'budgets',
  'manual-discounts',
  'suppressions',
  'survey-answers',
];
const added = ['scores'];
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const kindsAllowed = (more: readonly string[]): string => `
  alter table exports drop constraint exports_kind_check;
  alter table exports add constraint exports_kind_check check (kind in (${listed([...kinds, ...more])}));`;

/** Scores of members by runs: recency, frequency, money, and A, B, C. */
export class Scores1764000002950 implements MigrationInterface {
  name = 'Scores1764000002950';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kindsAllowed(added));
    await runner.query(`
      create table score_settings (
        id smallint primary key check (id = 1),
        version int not null default 1,
        -- Null: all purchases.
        window_days int check (window_days > 0),
        share_a int not null check (share_a > 0),
        share_b int not null check (share_b > 0),
        -- Null: the usual ones.
        groups jsonb,
        check (share_a + share_b < 100)
      );
      insert into score_settings (id, window_days, share_a, share_b) values (1, 365, 80, 15);

      create table score_runs (
        id uuid primary key,
        state text not null check (state in ('waiting', 'running', 'done', 'failed')),
        -- What is done next.
        phase text not null check (phase in ('staging', 'cutting', 'scoring')),
        outcome text check (outcome in ('scored', 'too-few')),
        is_current boolean not null default false,
        as_of timestamptz not null,
        since timestamptz not null,
        zone text not null,
        currency char(3) not null,
        settings jsonb not null,
        finished_at timestamptz,
        -- The last member of the batches so far, and the value of the last one that has scores; null once it is done.
        after uuid,
        after_value bigint,
        staged int not null default 0,
        scored int not null default 0,
        up_to bigint not null default 0,
        unconverted int not null default 0,
        buyers int,
        value bigint,
        cuts jsonb,
        tenths jsonb,
        check (outcome is not null or state <> 'done')
      );
      create unique index score_runs_open on score_runs ((true)) where state in ('waiting', 'running');
      create unique index score_runs_current on score_runs ((true)) where is_current;
      create index score_runs_newest on score_runs (as_of desc, id desc);

      -- Of a run that is under way.
      create table score_values (
        run_id uuid not null references score_runs,
        member_id uuid not null,
        days int not null,
        purchases int not null,
        value bigint not null,
        primary key (run_id, member_id)
      );
      create index score_values_by_value on score_values (run_id, (-value), member_id);

      -- Only of members who allow profiling.
      create table member_scores (
        run_id uuid not null references score_runs,
        member_id uuid not null,
        recency smallint not null check (recency between 1 and 5),
        frequency smallint not null check (frequency between 1 and 5),
        monetary smallint not null check (monetary between 1 and 5),
        class text not null check (class in ('A', 'B', 'C')),
        days int not null,
        purchases int not null,
        value bigint not null,
        rank int not null,
        up_to bigint not null,
        primary key (run_id, member_id)
      );
      create index member_scores_member on member_scores (member_id);
      create index member_scores_rank on member_scores (run_id, rank);

      -- Of all buyers, without saying who they are.
      create table score_counts (
        run_id uuid not null references score_runs,
        recency smallint not null,
        frequency smallint not null,
        monetary smallint not null,
        class text not null check (class in ('A', 'B', 'C')),
        -- Whether these members allow profiling.
        allowed boolean not null,
        members int not null,
        value bigint not null,
        primary key (run_id, recency, frequency, monetary, class, allowed)
      );

      -- Who bought first in a month, by how many months later they bought.
      create table score_cohorts (
        run_id uuid not null references score_runs,
        month date not null,
        later int not null,
        members int not null,
        primary key (run_id, month, later)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table score_cohorts, score_counts, member_scores, score_values, score_runs, score_settings',
    );
    await runner.query(`delete from exports where kind in (${listed(added)}); ${kindsAllowed([])}`);
  }
}
