import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Mailboxes1764000000022 implements MigrationInterface {
  name = 'Mailboxes1764000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Its owner followed a link to this address. Who works here came by such a link, or set the club up.
      alter table accounts add column email_confirmed_at timestamptz;
      update accounts a set email_confirmed_at = coalesce(
        (select m.email_confirmed_at from members m where m.id = a.member_id and lower(m.email) = lower(a.email)),
        case when a.password_hash is not null
          and exists (select from staff_roles r where r.account_id = a.id and r.state <> 'invited') then a.created_at end);

      -- Browsers from which an account was signed in, by a lasting cookie of which only the hash is kept.
      create table known_browsers (
        account_id uuid not null references accounts on delete cascade,
        mark_hash bytea not null,
        seen_at timestamptz not null,
        primary key (account_id, mark_hash)
      );
      create index known_browsers_seen on known_browsers (seen_at);
      alter table sessions add column mark_hash bytea;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table sessions drop column mark_hash;
      drop table known_browsers;
      alter table accounts drop column email_confirmed_at;
    `);
  }
}
