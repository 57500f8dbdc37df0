import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings, word lists, trust by hand, proofs of work, reports, cases and decisions. */
export class Moderation1764000002210 implements MigrationInterface {
  name = 'Moderation1764000002210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table moderation_settings (
        id smallint primary key check (id = 1),
        content jsonb not null,
        -- Signs the tasks of the proof of work.
        proof_key bytea not null
      );
      insert into moderation_settings (id, content, proof_key) values (1, '{
        "firstPosts": 1, "newPostsPerDay": 3, "newCommentsPerDay": 15, "newLinks": 1, "newPictures": 2, "hideAfter": 3,
        "appealDays": 14, "silenceDays": 7, "proof": "usual",
        "trust": {
          "basic": {"days": 5, "read": 10, "written": 2, "reactions": 0},
          "regular": {"days": 30, "read": 50, "written": 10, "reactions": 5},
          "quietDays": 90
        }
      }', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

      create table word_rules (
        id uuid primary key,
        language text not null check (language in ('de', 'en', 'cs')),
        word text not null,
        -- The same for all spellings of the word.
        likeness text not null,
        action text not null check (action in ('block', 'approve', 'flag', 'censor')),
        unique (language, likeness)
      );

      -- Levels that a manager set. All others are counted.
      create table community_trust (
        member_id uuid primary key,
        level text not null check (level in ('new', 'basic', 'regular')),
        until timestamptz not null
      );

      -- A task of the proof of work counts once.
      create table used_proofs (
        hash text primary key,
        expires_at timestamptz not null
      );
      create index used_proofs_expiry on used_proofs (expires_at);
      create table passed_proofs (
        member_id uuid primary key,
        took_ms int not null,
        at timestamptz not null
      );

      create table moderation_decisions (
        id uuid primary key,
        case_id uuid not null,
        -- The author; null for the club and for a former member.
        member_id uuid,
        community_id uuid not null references communities,
        writing_kind text not null check (writing_kind in ('post', 'comment')),
        writing_id uuid not null,
        title text,
        excerpt text not null,
        text_decision text not null check (text_decision in ('leave', 'hide', 'delete')),
        author_decision text not null check (author_decision in ('none', 'warn', 'silence', 'ban')),
        silenced_until timestamptz,
        reason text,
        ground text not null check (ground in ('rules', 'law')),
        rule text,
        found text not null,
        -- The texts that it is about with their states before, and what the author was not allowed to do before.
        before jsonb not null,
        by_id uuid,
        at timestamptz not null,
        undone_at timestamptz,
        appeal text,
        appealed_at timestamptz,
        appeal_granted boolean,
        appeal_answer text,
        appeal_by_id uuid,
        appeal_answered_at timestamptz
      );
      create index moderation_decisions_newest on moderation_decisions (at desc, id desc);
      create index moderation_decisions_member on moderation_decisions (member_id, at desc) where member_id is not null;

      create table moderation_cases (
        id uuid primary key,
        writing_kind text not null check (writing_kind in ('post', 'comment')),
        writing_id uuid not null,
        community_id uuid not null references communities,
        author_id uuid,
        cause text not null check (cause in ('reported', 'first-posts', 'links', 'pictures', 'word-list', 'appeal')),
        -- The decision that an appeal is against.
        decision_id uuid references moderation_decisions,
        -- Lower comes first.
        urgency int not null,
        hidden boolean not null default false,
        words text[] not null default '{}',
        state text not null check (state in ('open', 'decided')),
        opened_at timestamptz not null,
        taken_by_id uuid,
        taken_at timestamptz,
        decided_at timestamptz,
        check ((cause = 'appeal') = (decision_id is not null))
      );
      create unique index moderation_cases_open on moderation_cases (writing_id) where state = 'open' and decision_id is null;
      create index moderation_cases_queue on moderation_cases (urgency, opened_at, id) where state = 'open';
      create index moderation_cases_decided on moderation_cases (decided_at) where state = 'decided';
      create index moderation_cases_author on moderation_cases (author_id) where author_id is not null;

      create table content_reports (
        id uuid primary key,
        case_id uuid not null references moderation_cases,
        writing_id uuid not null,
        -- Null for someone without a membership, who left a name and an address.
        member_id uuid,
        name text,
        email text,
        language text,
        reason text not null check (reason in ('spam', 'fraud', 'insult', 'hate', 'personal-data', 'illegal', 'other')),
        text text not null,
        -- Whether it helps to hide the text.
        trusted boolean not null,
        at timestamptz not null
      );
      create unique index content_reports_once on content_reports (writing_id, member_id) where member_id is not null;
      create index content_reports_case on content_reports (case_id, at, id);
      create index content_reports_member on content_reports (member_id) where member_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table content_reports, moderation_cases, moderation_decisions, passed_proofs, used_proofs, community_trust, word_rules, moderation_settings',
    );
  }
}
