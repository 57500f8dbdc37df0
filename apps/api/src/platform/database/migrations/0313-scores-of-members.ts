import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What conditions ask of the scores of members. Only of members who allow profiling; others have no row. */
export class ScoresOfMembers1764000003130 implements MigrationInterface {
  name = 'ScoresOfMembers1764000003130';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table member_scored (
        member_id uuid primary key references members on delete cascade,
        -- Key of the group of recency, frequency and money.
        "group" text,
        class text check (class in ('A', 'B', 'C')),
        -- By value; 1 is the best.
        tenth smallint check (tenth between 1 and 10),
        -- By key: value, version, and what each part gave.
        own jsonb not null default '{}'
      );
      create index member_scored_group on member_scored ("group", member_id);
      ${operations.map((operation) => createTrigger(operation)).join('\n')}
      alter table score_runs drop constraint score_runs_phase_check;
      alter table score_runs add constraint score_runs_phase_check
        check (phase in ('staging', 'cutting', 'scoring', 'telling'));
      alter table score_runs add column told int not null default 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update score_runs set phase = 'scoring', state = case when state = 'running' then 'failed' else state end
        where phase = 'telling';
      alter table score_runs drop column told;
      alter table score_runs drop constraint score_runs_phase_check;
      alter table score_runs add constraint score_runs_phase_check check (phase in ('staging', 'cutting', 'scoring'));
      drop table member_scored;
    `);
  }
}

const operations = ['insert', 'update', 'delete'] as const;

const createTrigger = (operation: (typeof operations)[number]): string =>
  `create trigger member_scored_${operation}_notes_members after ${operation} on member_scored
     referencing ${operation === 'delete' ? 'old table as old_rows' : 'new table as new_rows'}
     for each statement execute function note_changed_members();`;
