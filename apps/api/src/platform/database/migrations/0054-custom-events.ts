import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Types of custom events, the events that were counted, and what rules gave for them. */
export class CustomEvents1764000000094 implements MigrationInterface {
  name = 'CustomEvents1764000000094';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table custom_event_types (
        id uuid primary key,
        version integer not null,
        code text not null unique,
        name jsonb not null,
        fields jsonb not null,
        most_days_ago integer not null,
        cancellable boolean not null,
        active boolean not null
      );
      create table custom_events (
        id uuid primary key,
        member_id uuid not null,
        type_code text not null,
        -- Of the system that reported it.
        event_id text not null,
        occurred_at timestamptz not null,
        booked_at timestamptz not null,
        location_id uuid,
        payload jsonb not null,
        points bigint not null,
        pending bigint not null,
        debt_repaid bigint not null,
        transaction_id uuid,
        explanation jsonb not null,
        -- Rules that gave nothing, and why.
        nothing jsonb not null,
        actor_kind text not null,
        actor_id uuid,
        cancelled_at timestamptz,
        cancelled_by_kind text,
        cancelled_by_id uuid,
        cancel_reason text,
        taken_back bigint,
        debt bigint,
        forgiven bigint,
        expired bigint,
        constraint custom_events_once unique (type_code, event_id)
      );
      create index custom_events_member on custom_events (member_id, booked_at desc, id desc);
      create index custom_events_booked on custom_events (booked_at desc, id desc);
      -- What rules gave, for their caps.
      create table custom_event_grants (
        member_id uuid not null,
        rule_id uuid not null,
        custom_event_id uuid not null references custom_events (id),
        rule_version integer not null,
        points bigint not null,
        local_day date not null,
        primary key (member_id, rule_id, custom_event_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table custom_event_grants, custom_events, custom_event_types');
  }
}
