import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Surveys with versions that never change, and what members answered. */
export class Surveys1764000001460 implements MigrationInterface {
  name = 'Surveys1764000001460';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table surveys (
        id uuid primary key,
        version int not null default 1,
        state text not null check (state in ('draft', 'live', 'ended')),
        name jsonb not null,
        -- What the next version asks.
        draft jsonb not null,
        -- The version that members are asked.
        published int,
        -- A condition on a member; null for all.
        audience jsonb,
        starts_at timestamptz,
        -- Exclusive.
        ends_at timestamptz,
        updated_at timestamptz not null,
        check (state = 'draft' or published is not null)
      );

      create table survey_versions (
        survey_id uuid not null references surveys,
        version int not null,
        definition jsonb not null,
        published_at timestamptz not null,
        primary key (survey_id, version)
      );
      create trigger survey_versions_append_only before update or delete on survey_versions for each row execute function refuse_change();
      create trigger survey_versions_no_truncate before truncate on survey_versions for each statement execute function refuse_change();

      -- From the moment in which a member is asked. Answers without a person will have no member.
      create table survey_responses (
        id uuid primary key,
        survey_id uuid not null references surveys,
        -- The one that is answered: the newest until the first answer.
        version int not null,
        member_id uuid,
        state text not null check (state in ('asked', 'started', 'sent')),
        -- Why the club was allowed to ask.
        permission jsonb,
        asked_at timestamptz not null,
        -- When the last answer came.
        touched_at timestamptz not null,
        sent_at timestamptz,
        -- Where the member stopped; null at the end.
        next_question text,
        -- The transaction with the points of thanks.
        thanked_by uuid,
        foreign key (survey_id, version) references survey_versions,
        check ((state = 'sent') = (sent_at is not null))
      );
      create unique index survey_responses_member on survey_responses (member_id, survey_id);
      create index survey_responses_survey on survey_responses (survey_id, version);

      create table survey_answers (
        response_id uuid not null references survey_responses,
        survey_id uuid not null,
        -- Its key.
        question text not null,
        kind text not null,
        -- All null: the question was skipped.
        number double precision,
        choices text[],
        words text,
        -- Of the question at that time.
        scale jsonb,
        -- Until it was answered; null if it came with others.
        seconds int,
        answered_at timestamptz not null,
        primary key (response_id, question)
      );
      create index survey_answers_survey on survey_answers (survey_id, question);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table survey_answers, survey_responses, survey_versions, surveys');
  }
}
