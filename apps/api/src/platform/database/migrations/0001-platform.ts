import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Platform1764000000001 implements MigrationInterface {
  name = 'Platform1764000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;
      create extension if not exists unaccent;

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

      create table idempotency_keys (
        scope text not null,
        key text not null,
        fingerprint text not null,
        status smallint not null,
        body json not null,
        created_at timestamptz not null,
        constraint idempotency_keys_pkey primary key (scope, key)
      );
      create index idempotency_keys_age on idempotency_keys (created_at);

      create table audit_entries (
        id bigint generated always as identity primary key,
        at timestamptz not null,
        actor_kind text not null,
        actor_id uuid,
        actor_name text not null,
        action text not null,
        subject_type text,
        subject_id text,
        before jsonb,
        after jsonb
      );
      create index audit_entries_subject on audit_entries (subject_id, id);

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
      end $$;
      create trigger audit_entries_append_only before update or delete on audit_entries for each row execute function refuse_change();
      create trigger audit_entries_no_truncate before truncate on audit_entries for each statement execute function refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_entries, idempotency_keys, events;
      drop function refuse_change();
    `);
  }
}
