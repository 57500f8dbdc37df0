import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1764000000003 implements MigrationInterface {
  name = 'Identity1764000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table accounts (
        id uuid primary key,
        email text not null,
        password_hash text,
        display_name text not null,
        language text not null default 'en',
        member_id uuid unique,
        disabled_at timestamptz,
        created_at timestamptz not null
      );
      create unique index accounts_email on accounts (lower(email));

      create table staff_roles (
        account_id uuid not null references accounts on delete cascade,
        role text not null check (role in ('cashier', 'manager', 'admin')),
        location_ids uuid[] not null default '{}',
        primary key (account_id, role)
      );

      create table sessions (
        id uuid primary key,
        token_hash bytea not null unique,
        account_id uuid not null references accounts on delete cascade,
        device text not null default '',
        created_at timestamptz not null,
        last_seen_at timestamptz not null,
        expires_at timestamptz not null
      );
      create index sessions_account on sessions (account_id);

      create table api_keys (
        id uuid primary key,
        name text not null,
        prefix text not null,
        secret_hash bytea not null unique,
        scopes text[] not null,
        location_ids uuid[] not null default '{}',
        created_at timestamptz not null,
        last_used_at timestamptz,
        revoked_at timestamptz
      );

      create table attempts (
        key text primary key,
        points integer not null default 0,
        expire bigint
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table attempts, api_keys, sessions, staff_roles, accounts;
    `);
  }
}
