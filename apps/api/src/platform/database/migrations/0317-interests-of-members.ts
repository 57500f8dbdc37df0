import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What members are interested in: what they said, what was observed, and what counts of both. */
export class InterestsOfMembers1764000003170 implements MigrationInterface {
  name = 'InterestsOfMembers1764000003170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table interest_settings (
        id smallint primary key check (id = 1),
        version int not null default 1,
        -- Points from which an observed interest counts.
        threshold int not null check (threshold between 1 and 100),
        -- Null: the usual ones.
        sources jsonb,
        -- Interests of goods by their category.
        categories jsonb not null default '[]'
      );
      insert into interest_settings (id, threshold) values (1, 30);

      -- What members said themselves. A row without a word of the member does not exist.
      create table interest_choices (
        member_id uuid not null,
        interest text not null,
        stated_at timestamptz,
        blocked_at timestamptz,
        -- What was observed until then is forgotten.
        forgotten_until timestamptz,
        primary key (member_id, interest),
        check (stated_at is null or blocked_at is null),
        check (num_nonnulls(stated_at, blocked_at, forgotten_until) > 0)
      );
      create index interest_choices_interest on interest_choices (interest);

      -- Only of members who allow profiling: how strong it was when it was last observed.
      create table interest_signals (
        member_id uuid not null,
        interest text not null,
        source text not null check (source in ('purchases', 'communities', 'gatherings', 'reactions')),
        strength double precision not null check (strength > 0),
        times int not null,
        at timestamptz not null,
        primary key (member_id, interest, source)
      );
      create index interest_signals_interest on interest_signals (interest);

      -- What conditions ask: it counts until then, or for good.
      create table member_interests (
        member_id uuid not null,
        interest text not null,
        until timestamptz,
        primary key (member_id, interest)
      );
      create index member_interests_interest on member_interests (interest, member_id);

      -- Members to observe again; any number of rows, so that nobody waits for another one.
      create table interest_due (member_id uuid not null);
      create index interest_due_member on interest_due (member_id);
      -- How far all members were observed again.
      create table interest_refill (
        id boolean primary key default true check (id),
        -- Something has changed of what goods and posts are about.
        stale boolean not null default false,
        running boolean not null default false,
        after uuid
      );
      insert into interest_refill default values;

      create function note_interests_due() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          insert into interest_due (member_id) select distinct o.member_id from old_rows o;
        else
          insert into interest_due (member_id) select distinct n.member_id from new_rows n;
        end if;
        return null;
      end $$;
      ${triggers.map(([table, operation, called]) => createTrigger(table, operation, called)).join('\n')}

      create function note_interests_stale() returns trigger language plpgsql as $$
      begin
        update interest_refill set stale = true where not stale;
        return null;
      end $$;
      create trigger communities_interests_stale after update of interests on communities
        for each statement execute function note_interests_stale();
      create trigger posts_interests_stale after update of interests on posts
        for each statement execute function note_interests_stale();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${triggers.map(([table, operation, called]) => `drop trigger ${nameOf(table, operation, called)} on ${table};`).join('\n')}
      drop trigger posts_interests_stale on posts;
      drop trigger communities_interests_stale on communities;
      drop function note_interests_stale();
      drop function note_interests_due();
      drop table interest_refill, interest_due, member_interests, interest_signals, interest_choices, interest_settings;
    `);
  }
}

type Operation = 'insert' | 'update' | 'delete';

/** What happens without an event, and what segments ask. */
const triggers = [
  ['community_memberships', 'insert', 'note_interests_due'],
  ['community_memberships', 'update', 'note_interests_due'],
  ['attendances', 'insert', 'note_interests_due'],
  ['attendances', 'update', 'note_interests_due'],
  ['reactions', 'insert', 'note_interests_due'],
  ['reactions', 'delete', 'note_interests_due'],
  ['member_interests', 'insert', 'note_changed_members'],
  ['member_interests', 'update', 'note_changed_members'],
  ['member_interests', 'delete', 'note_changed_members'],
] as const;

const nameOf = (table: string, operation: Operation, called: string): string =>
  `${table}_${operation}_${called === 'note_changed_members' ? 'notes_members' : 'notes_interests'}`;

const createTrigger = (table: string, operation: Operation, called: string): string =>
  `create trigger ${nameOf(table, operation, called)} after ${operation} on ${table}
     referencing ${operation === 'delete' ? 'old table as old_rows' : 'new table as new_rows'}
     for each statement execute function ${called}();`;
