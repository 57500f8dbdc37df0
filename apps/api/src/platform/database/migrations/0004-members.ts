import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Members1764000000004 implements MigrationInterface {
  name = 'Members1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function member_search_text(variadic parts text[]) returns text language sql immutable parallel safe as $$
        select lower(public.unaccent('public.unaccent', array_to_string(parts, ' ')))
      $$;

      create table members (
        id uuid primary key,
        version int not null default 1,
        external_id text unique,
        email text,
        phone text,
        first_name text,
        last_name text,
        language text not null,
        birthday date,
        attributes jsonb not null default '{}',
        status text not null default 'active' check (status in ('active', 'blocked', 'closed')),
        joined_at timestamptz not null,
        joined_location text,
        search text generated always as (member_search_text(first_name, last_name, email, phone, external_id)) stored
      );
      create unique index members_email on members (lower(email)) where email is not null;
      create unique index members_phone on members (phone) where phone is not null;
      create index members_search on members using gin (search gin_trgm_ops);
      create index members_joined on members (joined_at desc, id desc);
      create index members_name on members ((coalesce(last_name, '') collate "und-x-icu"), (coalesce(first_name, '') collate "und-x-icu"), id);
      -- A cashier types a phone number without its country code: it is found by its end.
      create index members_phone_end on members (reverse(phone) text_pattern_ops) where phone is not null;

      -- One row for each change; the newest of a purpose holds.
      create table consents (
        member_id uuid not null references members on delete cascade,
        purpose text not null,
        granted boolean not null,
        changed_at timestamptz not null,
        primary key (member_id, purpose, changed_at)
      );

      create table cards (
        id uuid primary key,
        member_id uuid not null references members,
        number char(16) not null unique,
        reference text not null unique,
        status text not null default 'active' check (status in ('active', 'blocked', 'replaced')),
        issued_at timestamptz not null,
        blocked_at timestamptz,
        reason text,
        replaced_by uuid references cards
      );
      create index cards_member on cards (member_id, issued_at desc);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table cards, consents, members;
      drop function member_search_text(text[]);
    `);
  }
}
