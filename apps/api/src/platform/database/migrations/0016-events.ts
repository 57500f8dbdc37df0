import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Events1764000000016 implements MigrationInterface {
  name = 'Events1764000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table events rename to events_before;

      -- Events of postings, until the relay gives them numbers. Small: rows leave it within moments.
      create table outbox (
        id bigint generated always as identity primary key,
        name text not null,
        member_id uuid,
        at timestamptz not null,
        origin text not null check (origin in ('live', 'import', 'demo')),
        data jsonb not null
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

      -- Committed events in the order of their numbers, without a gap. Only the relay writes here, each row once.
      create table event_log (
        number bigint not null,
        recorded_at timestamptz not null,
        id bigint not null,
        name text not null,
        member_id uuid,
        at timestamptz not null,
        origin text not null,
        data jsonb not null,
        primary key (number, recorded_at)
      ) partition by range (recorded_at);
      -- For times without a month of their own; a job makes the months ahead and moves what came here.
      create table event_log_rest partition of event_log default;

      create table event_relay (
        one boolean primary key default true check (one),
        last_number bigint not null
      );

      create table event_consumers (
        name text primary key,
        cursor bigint not null,
        started_at timestamptz not null,
        worked_at timestamptz
      );

      -- Events that a consumer could not take, and those of the same member that wait behind them.
      create table event_failures (
        id uuid primary key default uuidv7(),
        consumer text not null references event_consumers,
        number bigint not null,
        name text not null,
        member_id uuid,
        at timestamptz not null,
        origin text not null,
        data jsonb not null,
        state text not null check (state in ('retrying', 'waiting', 'dead', 'done', 'discarded')),
        attempts smallint not null default 0,
        next_try_at timestamptz check ((next_try_at is not null) = (state = 'retrying')),
        error text,
        parked_at timestamptz not null,
        settled_at timestamptz check ((settled_at is not null) = (state in ('done', 'discarded'))),
        reason text,
        unique (consumer, number)
      );
      create index event_failures_queue on event_failures (consumer, member_id, number) where settled_at is null;
      create index event_failures_due on event_failures (consumer, next_try_at) where state = 'retrying';
      create index event_failures_settled on event_failures (settled_at) where settled_at is not null;

      do $months$
      declare
        month date;
      begin
        for month in select generate_series(
          date_trunc('month', coalesce((select min(relayed_at) from events_before), now()) at time zone 'UTC'),
          date_trunc('month', now() at time zone 'UTC') + interval '3 months', interval '1 month')
        loop
          execute format('create table %I partition of event_log for values from (%L) to (%L)',
            'event_log_' || to_char(month, 'YYYY_MM'), month || ' 00:00+00', (month + interval '1 month')::date || ' 00:00+00');
        end loop;
      end $months$;

      insert into event_log (number, recorded_at, id, name, member_id, at, origin, data)
        select row_number() over (order by id), relayed_at, id, name, member_id, at, origin, data
        from events_before where relayed_at is not null;
      insert into event_relay (last_number) select count(*) from event_log;
      insert into outbox (id, name, member_id, at, origin, data) overriding system value
        select id, name, member_id, at, origin, data from events_before where relayed_at is null;
      select setval(pg_get_serial_sequence('outbox', 'id'), (select coalesce(max(id), 0) + 1 from events_before), false);
      drop table events_before;

      -- Everything that was told, numbered or about to be.
      create view events as
        select number, id, name, member_id, at, origin, data from event_log
        union all
        select null, id, name, member_id, at, origin, data from outbox;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view events;
      create table events (
        id bigint generated always as identity primary key,
        name text not null,
        member_id uuid,
        at timestamptz not null,
        origin text not null check (origin in ('live', 'import', 'demo')),
        data jsonb not null,
        relayed_at timestamptz
      );
      create index events_waiting on events (id) where relayed_at is null;
      insert into events (id, name, member_id, at, origin, data, relayed_at) overriding system value
        select id, name, member_id, at, origin, data, recorded_at from event_log
        union all
        select id, name, member_id, at, origin, data, null from outbox;
      select setval(pg_get_serial_sequence('events', 'id'), (select coalesce(max(id), 0) + 1 from events), false);
      drop table event_failures, event_consumers, event_relay, event_log, outbox;
    `);
  }
}
