import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gatherings of communities, and who comes to them. */
export class Gatherings1764000002300 implements MigrationInterface {
  name = 'Gatherings1764000002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table gatherings (
        id uuid primary key,
        version int not null default 1,
        community_id uuid not null references communities,
        state text not null check (state in ('draft', 'planned', 'cancelled')),
        title jsonb not null,
        description jsonb,
        picture text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        place_kind text not null check (place_kind in ('location', 'address', 'online')),
        location_id uuid references locations,
        address text,
        link text,
        -- Null for any number.
        places int check (places > 0),
        -- Null for the start.
        answers_until timestamptz,
        -- Why it was cancelled.
        reason text,
        -- The number of its calendar file: calendars replace an entry by one with a higher number.
        revision int not null default 0,
        -- The last reminder that was sent.
        reminded text check (reminded in ('day', 'hours')),
        updated_at timestamptz not null,
        check (ends_at > starts_at),
        check (answers_until <= starts_at),
        check (num_nonnulls(location_id, address, link) = 1)
      );
      create index gatherings_community on gatherings (community_id, starts_at, id);
      create index gatherings_start on gatherings (starts_at) where state = 'planned';

      create table attendances (
        id uuid primary key,
        gathering_id uuid not null references gatherings,
        member_id uuid not null,
        state text not null check (state in ('going', 'waiting', 'declined', 'came')),
        -- The order of the answers in the gathering: who waits longest has the lowest.
        turn int not null,
        -- Whether the member wants to hear about it by e-mail.
        mails boolean not null default false,
        -- Null if the member came without an answer.
        answered_at timestamptz,
        -- What it was before the member came; null without an answer.
        before text check (before in ('going', 'waiting', 'declined')),
        came_at timestamptz,
        -- What the check-in counted as, if the club rewards it.
        custom_event_id uuid,
        points int not null default 0,
        unique (gathering_id, member_id),
        check ((came_at is not null) = (state = 'came'))
      );
      create index attendances_member on attendances (member_id);
      create index attendances_order on attendances (gathering_id, state, turn);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table attendances, gatherings');
  }
}
