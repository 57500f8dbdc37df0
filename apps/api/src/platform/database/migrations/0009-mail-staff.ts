import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MailStaff1764000000009 implements MigrationInterface {
  name = 'MailStaff1764000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table mails (
        id uuid primary key,
        dedupe_key text not null unique,
        recipient text not null,
        language text not null,
        template text not null,
        -- What the template shows; emptied once sent, as it may hold a link.
        data jsonb not null,
        for_admins boolean not null,
        state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
        kept_in_file boolean not null default false,
        subject text,
        attempts int not null default 0,
        error text,
        created_at timestamptz not null,
        sent_at timestamptz
      );
      create index mails_kept on mails (sent_at desc, id desc) where kept_in_file;
      create index mails_unsent on mails (state) where state <> 'sent';
      create index mails_age on mails (created_at);

      -- Links in mails. Only hashes are kept; the subject is an account or a member, as the purpose says.
      create table links (
        token_hash bytea primary key,
        purpose text not null,
        subject_id uuid not null,
        email text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index links_subject on links (subject_id, purpose);

      alter table staff_roles add column state text not null default 'active' check (state in ('invited', 'active', 'inactive'));
      alter table accounts add column staff_version int not null default 1;

      alter table members add column email_confirmed_at timestamptz;
      alter table members add column origin text not null default 'live' check (origin in ('live', 'import', 'demo'));

      create index lots_expiring on lots (expires_at) where remaining > 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index lots_expiring;
      alter table members drop column origin, drop column email_confirmed_at;
      alter table accounts drop column staff_version;
      delete from staff_roles where state <> 'active';
      alter table staff_roles drop column state;
      drop table links, mails;
    `);
  }
}
